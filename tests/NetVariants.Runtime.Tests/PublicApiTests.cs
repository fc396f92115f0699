using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.SystemTorch.Tests.Surface;
using NetVariants.Tests;
using NetVariants.Training;
using Xunit;

namespace NetVariants.Runtime.Tests;

/// <summary>What callers may rely on is written down; a change to it shows in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Attributes() => Match(typeof(VariantInfo), nameof(Attributes));

    [Fact]
    public void Runtime() => Match(typeof(Trainer), nameof(Runtime));

    private static void Match(System.Type inside, string member) =>
        Snapshot.Match(string.Join('\n', ApiSurface.Of(MetadataReference.CreateFromFile(inside.Assembly.Location)).Lines().Where(line => !line.Contains("<Clone>$"))) + "\n", member: member);
}
