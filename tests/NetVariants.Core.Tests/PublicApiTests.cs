using NetVariants.Tests;
using PublicApiGenerator;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>What users of the attributes rely on: a change of it is a change of the package's contract.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Attributes() => Snapshot.Match(typeof(VggVariantAttribute).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
