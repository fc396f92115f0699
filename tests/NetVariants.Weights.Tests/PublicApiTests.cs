using NetVariants.Tests;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>The public API equals its record.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Weights() => PublicApi.Match<WeightFile>();
}
