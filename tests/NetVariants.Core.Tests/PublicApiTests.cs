using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>What users of the attributes rely on; a change of it is a change of the package's contract.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Of_the_attributes() => Snapshot.Match(PublicApi.Of(typeof(VggVariantAttribute).Assembly));
}
