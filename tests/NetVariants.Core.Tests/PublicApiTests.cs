using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>The public API equals its record.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Attributes() => PublicApi.Match<VggVariantAttribute>();
}
