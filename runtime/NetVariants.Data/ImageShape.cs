namespace NetVariants.Data;

/// <summary>The shape of one image, <c>[channels, height, width]</c>.</summary>
/// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The bytes of one image: a byte for each channel of each pixel.</summary>
    public int Bytes => checked(Channels * Height * Width);

    /// <summary><c>3×224×224</c>.</summary>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
