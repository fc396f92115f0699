using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>The tool as its users install it.</summary>
public sealed class ToolPackageTests : IClassFixture<Feed>
{
    private const string Train = """
        train "ResNetVariant(\"net\", \"1,1\", Widths = \"8,16\")" --data photos --image-size 32 --epochs 1
        """;

    private readonly Feed _feed;
    private readonly string _tools;

    public ToolPackageTests(Feed feed)
    {
        _feed = feed;
        _tools = Path.Combine(feed.Root, "tools");
        Configure(feed.Folder);
        if (Directory.Exists(_tools))
            return;
        UserProject.Dotnet($"tool install NetVariants.Tool --tool-path {_tools} --version {feed.Version}", feed.Root);
        foreach (var image in (string[])["gray.jpg", "scene.jfif"])
        {
            var label = Directory.CreateDirectory(
                Path.Combine(feed.Root, "photos", Path.GetFileNameWithoutExtension(image))).FullName;
            for (var i = 0; i < 10; i++)
                File.Copy(Repository.PathOf("tests/Shared/Images/" + image), Path.Combine(label, i + Path.GetExtension(image)));
        }
    }

    [Fact]
    public void The_package_has_no_libtorch_and_the_libraries_of_the_platforms_of_the_SDK()
    {
        var files = _feed.Entries("NetVariants.Tool");

        Assert.DoesNotContain(files, file => Path.GetFileName(file).Contains("libtorch", StringComparison.OrdinalIgnoreCase)
            && !file.Contains("LibTorchSharp", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            ["linux-arm64", "linux-musl-arm64", "linux-musl-x64", "linux-x64", "osx", "osx-arm64", "win-arm64", "win-x64"],
            files.Where(file => file.Contains("/runtimes/", StringComparison.Ordinal))
                .Select(file => file.Split("/runtimes/")[1].Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_describes_a_network_of_Models() =>
        Assert.Contains("11,689,512", Run("describe resnet18", Machine), StringComparison.Ordinal);

    [Fact]
    public void It_says_what_options_do() =>
        Assert.Contains("    The width in channels of each stage", Run("list --options ResNet", Machine), StringComparison.Ordinal);

    [Fact]
    public void It_takes_libtorch_of_a_fallback_folder_and_of_the_configured_one()
    {
        var home = Directory.CreateDirectory(Path.Combine(_feed.Root, "home")).FullName;
        var empty = Directory.CreateDirectory(Path.Combine(_feed.Root, "none")).FullName;
        var configured = Directory.CreateDirectory(Path.Combine(_feed.Root, "configured")).FullName;
        File.WriteAllText(Path.Combine(configured, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Machine}" />
              </config>
            </configuration>
            """);

        Assert.Contains("'train' or 'compare' downloads it", Doctor(_feed.Root, empty), StringComparison.Ordinal);
        Assert.Contains("loads and computes", Doctor(_feed.Root, empty, ("NUGET_FALLBACK_PACKAGES", Machine)), StringComparison.Ordinal);
        Assert.Contains("loads and computes", Doctor(configured, ""), StringComparison.Ordinal);

        string Doctor(string folder, string packages, params (string, string)[] variables) => Command.Run(
            Path.Combine(_tools, "netvariants"), "doctor", folder, [("NUGET_PACKAGES", packages), ("HOME", home), .. variables]);
    }

    [Fact]
    public void It_trains_by_the_libtorch_of_a_cache_and_downloads_what_the_cache_lacks()
    {
        var empty = Path.Combine(_feed.Root, "empty");

        var cached = Run(Train + " --out cached", Machine);
        var refused = Assert.Throws<InvalidOperationException>(() => Run(Train + " --out refused", empty)).Message;
        var sources = Directory.CreateDirectory(Path.Combine(_feed.Root, "libtorch")).FullName;
        var package = Directory.GetFiles(Path.Combine(Machine, "libtorch-cpu-linux-x64"), "*.nupkg", SearchOption.AllDirectories)[0];
        File.CreateSymbolicLink(Path.Combine(sources, Path.GetFileName(package)), package);
        Configure(_feed.Folder, sources);
        var downloaded = Run(Train + " --out downloaded", empty);

        Assert.DoesNotContain("NuGet", cached, StringComparison.Ordinal);
        Assert.Contains("NuGet could not download libtorch-cpu-linux-x64", refused, StringComparison.Ordinal);
        Assert.Contains($"is not in '{empty}': NuGet downloads it", downloaded, StringComparison.Ordinal);
        Assert.All(
            ["cached", "downloaded"],
            run => Assert.Single(Directory.GetFiles(Path.Combine(_feed.Root, run), "best.safetensors", SearchOption.AllDirectories)));
    }

    /// <summary>Restores where the tests run have these sources and no others.</summary>
    private void Configure(params string[] sources) => File.WriteAllText(Path.Combine(_feed.Root, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <clear />
            {string.Concat(sources.Select((source, i) => $"""<add key="source{i}" value="{source}" />"""))}
          </packageSources>
          <fallbackPackageFolders>
            <clear />
            <add key="machine" value="{Machine}" />
          </fallbackPackageFolders>
        </configuration>
        """);

    private static string Machine => UserProject.Metadata("PackageFolder");

    private string Run(string arguments, string packages) => Command.Run(
        Path.Combine(_tools, "netvariants"), arguments, _feed.Root, ("NUGET_PACKAGES", packages));
}
