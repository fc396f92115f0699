namespace NetVariants.Data.Codecs;

/// <summary>The grey of a colour: ITU-R 601's luma in PIL's fixed-point arithmetic.</summary>
internal static class Luminance
{
    public static byte Of(int red, int green, int blue) => (byte)(((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16);
}
