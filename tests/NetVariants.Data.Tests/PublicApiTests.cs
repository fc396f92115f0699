using NetVariants.Tests;
using PublicApiGenerator;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Data() => Snapshot.Match(typeof(ImageFolder).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
