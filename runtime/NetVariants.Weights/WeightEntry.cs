using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights;

/// <summary>A tensor in a weight file.</summary>
/// <param name="Name">Its name in the state dict: <c>layer1.0.conv1.weight</c>.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its sizes; none for a scalar.</param>
public sealed record WeightEntry(string Name, ElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>The number of elements.</summary>
    public long Count => ElementCount(Shape) ?? throw new OverflowException($"'{Name}' has more than 2^63 elements.");

    /// <summary>The bytes of the elements.</summary>
    public long Bytes => checked(Count * Type.Bytes);

    /// <summary><c>layer1.0.conv1.weight float32 [64, 64, 3, 3]</c>.</summary>
    public override string ToString() => $"{Name} {Type} {ShapeText.Of(Shape)}";

    /// <summary>Whether torch can make a tensor of these sizes: its strides have to be 64-bit numbers too where one size is 0.</summary>
    internal static bool CanExist(IReadOnlyList<long> shape) => ElementCount([.. shape.Select(size => Math.Max(size, 1))]) is not null;

    /// <summary>The product of the sizes; null where it exceeds 64 bits.</summary>
    internal static long? ElementCount(IReadOnlyList<long> shape)
    {
        // Whatever else stands there.
        if (shape.Contains(0))
            return 0;
        long count = 1;
        foreach (var size in shape)
        {
            if (count > long.MaxValue / size)
                return null;
            count *= size;
        }

        return count;
    }
}
