using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>The packages, packed from this checkout into a folder of their own under a version that nothing has cached.</summary>
public sealed class Feed : IDisposable
{
    private static readonly string[] s_projects =
    [
        "generators/NetVariants", "runtime/NetVariants.Files", "runtime/NetVariants.Data", "runtime/NetVariants.Weights",
        "runtime/NetVariants.Onnx",
        "runtime/NetVariants.Runtime", "runtime/NetVariants.CommandLine",
    ];

    /// <summary>Packs.</summary>
    public Feed()
    {
        Root = Directory.CreateTempSubdirectory("netvariants-package-").FullName;
        Folder = Path.Combine(Root, "feed");
        Version = "0.0.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        // Outputs of its own: the version is compiled in, and the checkout's are in use. So it is also packed as from a clean clone.
        var outputs = Path.Combine(Root, "artifacts");
        foreach (var project in s_projects)
            Command.Run(
                "dotnet",
                $"pack {Repository.PathOf(project)} -o {Folder} -p:Version={Version} -p:ArtifactsPath={outputs} -v minimal -nologo");
    }

    /// <summary>A folder outside of the repository, deleted at the end.</summary>
    public string Root { get; }

    /// <summary>The folder of the packages.</summary>
    public string Folder { get; }

    /// <summary>The packages' version.</summary>
    public string Version { get; }

    /// <summary>The files in a package, NuGet's own left out.</summary>
    public string[] Entries(string package)
    {
        using var archive = Open(package);
        return
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(
                    entry => !entry.StartsWith("_rels", StringComparison.Ordinal)
                        && !entry.StartsWith("package/", StringComparison.Ordinal) && entry[0] != '[')
                .Order(StringComparer.Ordinal),
        ];
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

    private ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Folder, $"{package}.{Version}.nupkg"));
}

/// <summary>Test classes that share one feed; their builds take turns.</summary>
[CollectionDefinition(Name)]
public sealed class FeedCollection : ICollectionFixture<Feed>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "packages";
}
