using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>The public API equals its record.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Data() => PublicApi.Match<ImageFolder>();
}
