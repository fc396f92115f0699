using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>
/// The packages, packed from this checkout once under a version that nothing has cached, and a folder for the projects of one test class.
/// </summary>
public sealed class Feed : IDisposable
{
    private static readonly string s_version =
        "0.0.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    private static readonly Lazy<string> s_packed = new(Pack);

    /// <summary>A folder outside of the repository, deleted at the end of the test class.</summary>
    public string Root { get; } = Directory.CreateDirectory(Path.Combine(s_packed.Value, Path.GetRandomFileName())).FullName;

    /// <summary>The folder of the packages.</summary>
    public string Folder { get; } = FolderIn(s_packed.Value);

    /// <summary>The packages' version.</summary>
    public string Version => s_version;

    /// <summary>The packages' names.</summary>
    public string[] Packages =>
        [.. Directory.GetFiles(Folder, "*.nupkg").Select(path => Path.GetFileName(path)[..^$".{Version}.nupkg".Length])];

    /// <summary>The files in a package, or in that of its symbols; NuGet's own and those of every package left out.</summary>
    public string[] Entries(string package, bool symbols = false)
    {
        using var archive = Open(package, symbols);
        return
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(
                    entry => !entry.StartsWith("_rels", StringComparison.Ordinal)
                        && !entry.StartsWith("package/", StringComparison.Ordinal) && entry[0] != '['
                        && entry is not ("README.md" or "icon.png") && entry != $"{package}.nuspec")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The contents of some of a package's files.</summary>
    public IEnumerable<(string Name, byte[] Bytes)> Read(string package, Predicate<string> isRead)
    {
        using var archive = Open(package);
        foreach (var entry in archive.Entries.Where(entry => isRead(entry.FullName)))
        {
            using var stream = entry.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            yield return (entry.FullName, bytes.ToArray());
        }
    }

    /// <summary>A package's description of itself.</summary>
    public string Nuspec(string package)
    {
        using var archive = Open(package);
        using var reader = new StreamReader(archive.GetEntry($"{package}.nuspec")!.Open());
        return reader.ReadToEnd();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private ZipArchive Open(string package, bool symbols = false) =>
        ZipFile.OpenRead(Path.Combine(Folder, $"{package}.{Version}.{(symbols ? "snupkg" : "nupkg")}"));

    private static string FolderIn(string root) => Path.Combine(root, "feed");

    /// <returns>The folder for all that these tests write, which is deleted with the process.</returns>
    private static string Pack()
    {
        var root = Directory.CreateTempSubdirectory("netvariants-package-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        // Outputs of its own: the version is compiled in, and the checkout's are in use. So it is also packed as from a clean clone.
        var outputs = Path.Combine(root, "artifacts");
        Command.Run(
            "dotnet",
            $"pack {Repository.PathOf("Packages.slnf")} --configuration Release --output {FolderIn(root)} --verbosity minimal "
                + $"-p:RunAnalyzersDuringBuild=false -p:Version={s_version} -p:ArtifactsPath={outputs}");
        Directory.Delete(outputs, recursive: true);
        return root;
    }
}
