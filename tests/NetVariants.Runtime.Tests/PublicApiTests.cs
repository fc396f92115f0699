using NetVariants.Tests;
using NetVariants.Training;
using Xunit;

namespace NetVariants.Runtime.Tests;

/// <summary>The public API equals its record.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Runtime() => PublicApi.Match<Trainer>();
}
