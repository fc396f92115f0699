using System;

namespace TorchSharp.Modules;

/// <summary>The spatial sizes, strides and paddings of a layer, one number a dimension, from the forms in which callers give them.</summary>
internal static class Extents
{
    /// <summary>The same number in each of <paramref name="dimensions"/> dimensions.</summary>
    public static long[] Repeat(long value, int dimensions)
    {
        var extents = new long[dimensions];
        Array.Fill(extents, value);
        return extents;
    }

    /// <summary>The same number in each of <paramref name="dimensions"/> dimensions; null stays null.</summary>
    public static long[]? Repeat(long? value, int dimensions) => value is long given ? Repeat(given, dimensions) : null;

    public static long[] Of((long, long) value) => [value.Item1, value.Item2];

    public static long[] Of((long, long, long) value) => [value.Item1, value.Item2, value.Item3];

    public static long[]? Of((long, long)? value) => value is { } given ? Of(given) : null;

    public static long[]? Of((long, long, long)? value) => value is { } given ? Of(given) : null;
}
