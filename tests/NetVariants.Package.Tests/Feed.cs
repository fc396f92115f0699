using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NetVariants.Tests;

namespace NetVariants.Package.Tests;

/// <summary>The package, packed from this checkout into a folder of its own under a version that nothing has cached.</summary>
public sealed class Feed : IDisposable
{
    /// <summary>Packs.</summary>
    public Feed()
    {
        Root = Directory.CreateTempSubdirectory("netvariants-package-").FullName;
        Folder = Path.Combine(Root, "feed");
        Version = "0.0.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        Command.Run("dotnet", $"pack {Repository.PathOf("generators/NetVariants")} -o {Folder} -p:Version={Version} -v minimal -nologo");
    }

    /// <summary>A folder outside of the repository, deleted at the end.</summary>
    public string Root { get; }

    /// <summary>The folder of the package.</summary>
    public string Folder { get; }

    /// <summary>The package's version.</summary>
    public string Version { get; }

    /// <summary>The files in the package.</summary>
    public string[] Entries()
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Folder, "*.nupkg").Single());
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The text of one of them.</summary>
    public string Read(string entry)
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Folder, "*.nupkg").Single());
        using var reader = new StreamReader(package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
