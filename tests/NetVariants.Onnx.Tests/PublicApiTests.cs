using NetVariants.Tests;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>The public API equals its record.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Onnx() => PublicApi.Match<OnnxExportOptions>();
}
