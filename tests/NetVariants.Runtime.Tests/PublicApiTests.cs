using NetVariants.Tests;
using NetVariants.Training;
using Xunit;

namespace NetVariants.Runtime.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_equals_its_record() => PublicApi.Match<Trainer>("Runtime");
}
