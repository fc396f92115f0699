using System.IO;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.SystemTorch.Tests.Surface;

/// <summary>The runtime, the samples and their generated code compile against TorchSharp's whole API, warnings as errors.</summary>
public sealed class ReferenceCompilationTests
{
    [Theory]
    [InlineData("samples/FashionMnist/FashionMnist.csproj")]
    [InlineData("samples/Imagenette/Imagenette.csproj")]
    public void A_sample_and_all_that_it_uses_compile_against_the_package(string project)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "Reference");
        string reference = ReferenceAssembly.WriteTo(folder);

        Command.Run("dotnet", $"build {Repository.PathOf(project)} --nologo --verbosity quiet -p:TorchEngine=Reference -p:TorchSharpReference={reference}");
    }
}
