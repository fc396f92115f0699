using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>Applications get libtorch, libraries do not (eng/Torch.props).</summary>
public sealed class TorchPackageTests(Feed feed) : IClassFixture<Feed>
{
    private const string Sample = "samples/FashionMnist/FashionMnist.csproj";

    private static string SourceImport => $"""</ItemGroup><Import Project="{Repository.PathOf("eng/NetVariants.props")}" /><ItemGroup>""";

    /// <summary>Outputs of their own: those of the checkout are in use.</summary>
    private string SourceOutputs => Path.Combine(feed.Root, "source-artifacts");

    [Theory]
    [InlineData("cpu", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void Applications_get_the_package_of_the_device(string device, string package) =>
        Assert.Equal([.. new[] { package, "TorchSharp" }.Order(StringComparer.Ordinal)], TorchPackages(Sample, $"-p:TorchDevice={device}"));

    [Fact]
    public void Libraries_get_the_managed_package_only() =>
        Assert.Equal(["TorchSharp"], TorchPackages("runtime/NetVariants.Runtime/NetVariants.Runtime.csproj", "-p:TorchDevice=cuda"));

    [Fact]
    public void Another_device_is_an_error()
    {
        var output = Assert.Throws<InvalidOperationException>(
            () => Command.Run("dotnet", $"msbuild {Repository.PathOf(Sample)} -t:CollectPackageReferences -p:TorchDevice=gpu")).Message;

        Assert.Contains("error : TorchDevice is 'gpu': expected cpu or cuda.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Projects_elsewhere_import_the_source_with_versions_of_their_own_and_central_ones()
    {
        var project = new UserProject(feed, "FromSource", "", items: SourceImport);

        project.Dotnet($"restore -p:ArtifactsPath={SourceOutputs}");
        var wrong = Assert.Throws<InvalidOperationException>(
            () => project.Dotnet($"restore -p:ArtifactsPath={SourceOutputs} -p:TorchDevice=gpu")).Message;
        project.WriteCentralVersions(("TorchSharp", "0.1.0"));
        project.Dotnet($"restore -p:ArtifactsPath={SourceOutputs}");

        Assert.Contains("error : TorchDevice is 'gpu': expected cpu or cuda.", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void The_source_in_a_project_of_an_earlier_framework_is_an_error_that_names_the_one_it_needs()
    {
        const string Earlier = "</PropertyGroup><PropertyGroup><TargetFramework>net8.0</TargetFramework>";
        var project = new UserProject(feed, "Earlier", "", Earlier, SourceImport);

        var output = Assert.Throws<InvalidOperationException>(() => project.Dotnet($"restore -p:ArtifactsPath={SourceOutputs}")).Message;

        Assert.Contains(
            "error NU1201: Project NetVariants.Runtime is not compatible with net8.0 (.NETCoreApp,Version=v8.0). "
                + "Project NetVariants.Runtime supports: net10.0",
            output,
            StringComparison.Ordinal);
    }

    private static string[] TorchPackages(string project, string property)
    {
        var output = Command.Run("dotnet", $"msbuild {Repository.PathOf(project)} -getItem:PackageReference {property}");
        using var items = JsonDocument.Parse(output);
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)
                .Where(identity => identity.Contains("torch", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
        ];
    }
}
