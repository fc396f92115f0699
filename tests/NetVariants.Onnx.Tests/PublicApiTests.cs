using NetVariants.Tests;
using PublicApiGenerator;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Onnx() =>
        Snapshot.Match(typeof(OnnxExport).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
