namespace NetVariants.Core.Graph;

/// <summary>What the dimensions of an activation mean.</summary>
public enum Layout : byte
{
    /// <summary><c>[N, channels, height, width]</c>.</summary>
    Map,

    /// <summary><c>[N, height, width, channels]</c>.</summary>
    Grid,

    /// <summary><c>[N, length, channels]</c>.</summary>
    Tokens,

    /// <summary><c>[N, channels]</c>.</summary>
    Flat,
}

/// <summary>The shape of one image's activation, without the batch dimension.</summary>
/// <param name="Layout">What the dimensions mean.</param>
/// <param name="Channels">The channels or features.</param>
/// <param name="Height">The height of a map or grid in pixels, the number of tokens, or 1.</param>
/// <param name="Width">The width of a map or grid in pixels, or 1.</param>
public readonly record struct TensorShape(Layout Layout, long Channels, int Height, int Width)
{
    /// <summary>The bytes of a 32-bit float.</summary>
    internal const int FloatBytes = 4;

    /// <summary>A square map.</summary>
    public static TensorShape Map(long channels, int side) => new(Layout.Map, channels, side, side);

    /// <summary>A map.</summary>
    public static TensorShape Map(long channels, int height, int width) => new(Layout.Map, channels, height, width);

    /// <summary>A map whose channels come last.</summary>
    public static TensorShape Grid(long channels, int height, int width) => new(Layout.Grid, channels, height, width);

    /// <summary>A sequence of vectors.</summary>
    public static TensorShape Tokens(int length, long channels) => new(Layout.Tokens, channels, length, 1);

    /// <summary>A vector.</summary>
    public static TensorShape Flat(long features) => new(Layout.Flat, features, 1, 1);

    /// <summary>The positions that each hold a vector of <see cref="Channels"/>.</summary>
    public long Positions => (long)Height * Width;

    /// <summary>The values of one image.</summary>
    public long Size => Saturating.Multiply(Channels, Positions);

    /// <summary>The bytes of one image in 32-bit floats.</summary>
    public long Bytes => Saturating.Multiply(FloatBytes, Size);

    /// <summary>The shape of a batch: <c>[N, 64, 56, 56]</c>.</summary>
    public override string ToString()
    {
        var text = Words.Begin("[N");
        if (Layout == Layout.Map)
            text.Append(", ").Append(Format.Integer(Channels));
        if (Layout != Layout.Flat)
            text.Append(", ").Append(Format.Integer(Height));
        if (Layout is Layout.Map or Layout.Grid)
            text.Append(", ").Append(Format.Integer(Width));
        if (Layout != Layout.Map)
            text.Append(", ").Append(Format.Integer(Channels));
        return text.Append(']').ToString();
    }
}
