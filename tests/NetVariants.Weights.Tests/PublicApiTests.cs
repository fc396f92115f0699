using NetVariants.Tests;
using PublicApiGenerator;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Weights() => Snapshot.Match(typeof(WeightFile).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
