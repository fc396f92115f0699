using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Tests;
using TorchSharp;
using Xunit;

namespace NetVariants.SystemTorch.Tests.Surface;

/// <summary>SystemTorch offers a subset of TorchSharp's API and nothing else, so that code written on it compiles on the package.</summary>
public sealed class ApiSurfaceTests
{
    [Fact]
    public void Every_public_member_is_TorchSharps()
    {
        MetadataReference ours = MetadataReference.CreateFromFile(typeof(torch).Assembly.Location);
        var theirs = new HashSet<string>(ApiSurface.Of(ReferenceAssembly.Reference).Lines(), StringComparer.Ordinal);

        string[] foreign = [.. ApiSurface.Of(ours).Lines().Where(line => !theirs.Contains(line))];

        Assert.True(foreign.Length == 0, $"{foreign.Length} members are not in eng/torchsharp/api.txt as they are here:\n{string.Join('\n', foreign)}");
    }

    [Fact]
    public void The_comparison_sees_a_changed_default()
    {
        string[] lines = [.. ApiSurface.Of(ReferenceAssembly.Reference).Lines()];

        Assert.Contains(lines, line => line.Contains("torch.nn.ReLU(bool inplace = false)", StringComparison.Ordinal));
        Assert.True(lines.Length > 4000, $"only {lines.Length} members were read from the declarations");
    }
}
