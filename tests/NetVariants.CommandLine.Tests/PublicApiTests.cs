using NetVariants.Tests;
using Xunit;

namespace NetVariants.CommandLine.Tests;

/// <summary>The public API equals its record.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void CommandLine() => PublicApi.Match<CommandLineOptions>();
}
