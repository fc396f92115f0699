using System;
using System.Linq;
using System.Text.Json;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.SystemTorch.Tests.Surface;

/// <summary>One property chooses the engine's packages or project (eng/Torch.props).</summary>
public sealed class EngineSelectionTests
{
    [Theory]
    [InlineData("cpu", "TorchSharp-cpu")]
    [InlineData("cuda", "TorchSharp-cuda-linux")]
    public void The_NuGet_engine_gives_applications_the_package_of_the_device(string device, string package)
    {
        Assert.Equal([package], TorchItems("eng/EngineProbe/EngineProbe.csproj", "PackageReference", $"-p:TorchEngine=NuGet -p:TorchDevice={device}"));
    }

    [Fact]
    public void The_NuGet_engine_gives_libraries_the_managed_package_only()
    {
        Assert.Equal(["TorchSharp"], TorchItems("runtime/NetVariants.Runtime/NetVariants.Runtime.csproj", "PackageReference", "-p:TorchEngine=NuGet -p:TorchDevice=cuda"));
    }

    [Fact]
    public void The_System_engine_gives_the_project()
    {
        Assert.Empty(TorchItems("eng/EngineProbe/EngineProbe.csproj", "PackageReference", "-p:TorchEngine=System"));
        Assert.Single(TorchItems("eng/EngineProbe/EngineProbe.csproj", "ProjectReference", "-p:TorchEngine=System"), path => path.EndsWith("NetVariants.SystemTorch.csproj", StringComparison.Ordinal));
    }

    private static string[] TorchItems(string project, string item, string properties)
    {
        string output = Command.Run("dotnet", $"msbuild {Repository.PathOf(project)} -getItem:{item} {properties}");
        using JsonDocument items = JsonDocument.Parse(output);
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray()
                .Select(i => i.GetProperty("Identity").GetString()!)
                .Where(identity => identity.Contains("Torch", StringComparison.Ordinal))
        ];
    }
}
