using System;
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
    private static readonly string[] s_projects =
    [
        "generators/NetVariants", "runtime/NetVariants.Files", "runtime/NetVariants.Data", "runtime/NetVariants.Weights",
        "runtime/NetVariants.Onnx", "runtime/NetVariants.Runtime", "runtime/NetVariants.CommandLine",
        "runtime/NetVariants.Models", "templates/NetVariants.Templates",
    ];

    private static readonly string s_version =
        "0.0.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    private static readonly Lazy<string> s_packed = new(Pack);

    /// <summary>A folder outside of the repository, deleted at the end of the test class.</summary>
    public string Root { get; } = Directory.CreateDirectory(Path.Combine(s_packed.Value, Path.GetRandomFileName())).FullName;

    /// <summary>The folder of the packages.</summary>
    public string Folder { get; } = Packages(s_packed.Value);

    /// <summary>The packages' version.</summary>
    public string Version => s_version;

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

    private static string Packages(string root) => Path.Combine(root, "feed");

    /// <returns>The folder for all that these tests write, which is deleted with the process.</returns>
    private static string Pack()
    {
        var root = Directory.CreateTempSubdirectory("netvariants-package-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        // Outputs of its own: the version is compiled in, and the checkout's are in use. So it is also packed as from a clean clone.
        var outputs = Path.Combine(root, "artifacts");
        var all = Path.Combine(root, "all.proj");
        File.WriteAllText(all, $"""
            <Project>
              <ItemGroup>
                <Packed Include="{string.Join(';', s_projects.Select(ProjectFile))}" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(Packed)" Targets="Restore" Properties="MSBuildRestoreSessionId=restore" />
              </Target>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" BuildInParallel="true" Properties="PackageOutputPath={Packages(root)}" />
              </Target>
            </Project>
            """);
        Command.Run(
            "dotnet",
            $"msbuild {all} -restore -maxCpuCount -t:Pack -p:Configuration=Release -p:RunAnalyzersDuringBuild=false -p:Version={s_version} "
                + $"-p:ArtifactsPath={outputs} -v:minimal");
        Directory.Delete(outputs, recursive: true);
        return root;

        static string ProjectFile(string folder) => Repository.PathOf($"{folder}/{Path.GetFileName(folder)}.csproj");
    }
}
