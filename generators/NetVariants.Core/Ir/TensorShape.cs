namespace NetVariants.Core.Ir;

/// <summary>
/// The shape of one image's activation, without the batch dimension: <c>[channels, side, side]</c>, or <c>[channels]</c> once flattened.
/// Maps are square, as the images are.
/// </summary>
/// <param name="Channels">The channels, or the features of a flat activation.</param>
/// <param name="Side">The map's height and width in pixels; 0 for a flat activation.</param>
public readonly record struct TensorShape(long Channels, long Side)
{
    /// <summary>A flat activation.</summary>
    public static TensorShape Flat(long features) => new(features, 0);

    /// <summary>Whether this is flat.</summary>
    public bool IsFlat => Side == 0;

    /// <summary>The values of one image.</summary>
    /// <exception cref="System.OverflowException">They exceed 64 bits.</exception>
    public long Size => IsFlat ? Channels : checked(Channels * Side * Side);
}
