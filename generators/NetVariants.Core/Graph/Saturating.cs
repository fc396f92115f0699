namespace NetVariants.Core.Graph;

/// <summary>Sums and products of counts, which are 0 or more: what exceeds 64 bits stays at <see cref="long.MaxValue"/>.</summary>
public static class Saturating
{
    /// <summary>The sum.</summary>
    public static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <summary>The product.</summary>
    public static long Multiply(long left, long right)
    {
        // A division is slow; counts are mostly small.
        if ((left | right) >> 31 == 0)
            return left * right;
        return left != 0 && right > long.MaxValue / left ? long.MaxValue : left * right;
    }

    /// <summary>The product of three.</summary>
    public static long Multiply(long first, long second, long third) => Multiply(Multiply(first, second), third);
}
