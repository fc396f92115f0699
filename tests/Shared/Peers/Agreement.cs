using System;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Tests.Peers;

/// <summary>Whether two sides computed the same numbers.</summary>
internal static class Agreement
{
    /// <summary>
    /// Asserts equal types and shapes, and max |a − b| ≤ tolerance · max |b|, b being the expected tensor: rounding grows with the
    /// largest terms of a sum, so that small results next to large ones are not held to their own size.
    /// </summary>
    /// <param name="scale">Replaces max |b| where the expected numbers are themselves differences of larger ones.</param>
    public static void Within(double tolerance, Tensor expected, Tensor actual, string what, double? scale = null)
    {
        using var scope = NewDisposeScope();
        Assert.True(expected.dtype == actual.dtype, $"{what}: expected {expected.dtype}, got {actual.dtype}");
        Assert.True(expected.shape.AsSpan().SequenceEqual(actual.shape),
            $"{what}: expected [{string.Join(", ", expected.shape)}], got [{string.Join(", ", actual.shape)}]");
        if (expected.NumberOfElements == 0)
            return;
        var (b, a) = (expected.detach().to(ScalarType.Float64), actual.detach().to(ScalarType.Float64));
        var size = scale ?? b.abs().max().item<double>();
        var difference = (a - b).abs().max().item<double>();
        // A NaN on either side fails the comparison.
        Assert.True(difference <= tolerance * size, $"{what}: max |a - b| is {difference}, max |b| is {size}, the tolerance {tolerance}");
    }
}
