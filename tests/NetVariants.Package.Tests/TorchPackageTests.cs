using System;
using System.Linq;
using System.Text.Json;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>Applications get libtorch, libraries do not (eng/Torch.props).</summary>
public sealed class TorchPackageTests
{
    [Theory]
    [InlineData("cpu", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void Applications_get_the_package_of_the_device(string device, string package)
    {
        Assert.Equal([.. new[] { package, "TorchSharp" }.Order(StringComparer.Ordinal)], TorchItems("samples/FashionMnist/FashionMnist.csproj", "PackageReference", $"-p:TorchDevice={device}"));
    }

    [Fact]
    public void Libraries_get_the_managed_package_only()
    {
        Assert.Equal(["TorchSharp"], TorchItems("runtime/NetVariants.Runtime/NetVariants.Runtime.csproj", "PackageReference", "-p:TorchDevice=cuda"));
    }

    private static string[] TorchItems(string project, string item, string properties)
    {
        string output = Command.Run("dotnet", $"msbuild {Repository.PathOf(project)} -getItem:{item} {properties}");
        using JsonDocument items = JsonDocument.Parse(output);
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray()
                .Select(i => i.GetProperty("Identity").GetString()!)
                .Where(identity => identity.Contains("torch", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
        ];
    }
}
