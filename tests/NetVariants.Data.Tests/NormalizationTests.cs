using System;
using Xunit;

namespace NetVariants.Data.Tests;

public sealed class NormalizationTests
{
    [Fact]
    public void An_invalid_normalization_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => new Normalization([0.5, 0.5], [0.5]));
        Assert.Throws<ArgumentException>(() => new Normalization([], []));
        Assert.Throws<ArgumentException>(() => new Normalization([0.5], [0]));
        Assert.Throws<ArgumentException>(
            () => new MemoryImages(new byte[12], new byte[1], new ImageShape(3, 2, 2), ["a"], new Normalization([0.5], [0.5])));
    }
}
