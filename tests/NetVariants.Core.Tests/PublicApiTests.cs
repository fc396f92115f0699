using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_equals_its_record() => PublicApi.Match<VggVariantAttribute>("Attributes");
}
