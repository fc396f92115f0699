using NetVariants.Tests;
using NetVariants.Training;
using PublicApiGenerator;
using Xunit;

namespace NetVariants.Runtime.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Runtime() => Snapshot.Match(typeof(Trainer).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
