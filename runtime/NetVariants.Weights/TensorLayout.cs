using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights;

/// <summary>Sizes, and the distance in elements of neighbours in each dimension.</summary>
internal sealed record TensorLayout(IReadOnlyList<long> Shape, IReadOnlyList<long> Strides)
{
    /// <summary>Whether the elements lie one after the other in their order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var i = Shape.Count - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected)
                    return Shape.Contains(0);
                expected = unchecked(expected * Shape[i]);
            }

            return true;
        }
    }

    /// <summary>
    /// The elements from the first to the last, those between that are not the tensor's included, at most 2^63 − 1; null where two of the
    /// tensor's elements are the same one.
    /// </summary>
    public long? Reach()
    {
        if (Shape.Contains(0))
            return 0;
        long reach = 1;
        foreach (var i in ByStride())
        {
            // All smaller dimensions together fit between two neighbours in this one.
            if (Strides[i] < reach)
                return null;
            if ((Int128)(Shape[i] - 1) * Strides[i] > long.MaxValue - reach)
                return long.MaxValue;
            reach += (Shape[i] - 1) * Strides[i];
        }

        return reach;
    }

    /// <summary>The layout without gaps.</summary>
    public static TensorLayout Contiguous(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        long step = 1;
        for (var i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = step;
            step = unchecked(step * Math.Max(shape[i], 1));
        }

        return new TensorLayout(shape, strides);
    }

    /// <summary>The dimensions of more than one element, the closest neighbours first.</summary>
    public int[] ByStride() => [.. Enumerable.Range(0, Shape.Count).Where(i => Shape[i] > 1).OrderBy(i => Strides[i])];
}
