namespace NetVariants.Core.Graph;

/// <summary>
/// How a map's side follows from the image's: ⌊(image + <paramref name="Offset"/>) / <paramref name="Stride"/>⌋ + 1. Windows one after
/// another are one such formula, and two maps of equal formulas have equal sides whatever the image.
/// </summary>
/// <param name="Offset">What is added to the image's side.</param>
/// <param name="Stride">The image's pixels from one position to the next.</param>
public readonly record struct SideFormula(long Offset, long Stride)
{
    private const long Limit = 1 << 30;

    /// <summary>The image's own side.</summary>
    public static SideFormula Image => new(-1, 1);

    /// <summary>Whether what follows it can be calculated in 64 bits.</summary>
    public bool IsWithinLimits => Stride <= Limit && Offset is >= -Limit and <= Limit;

    /// <summary>The side for an image on which all windows fit.</summary>
    public long At(long image) => ((image + Offset) / Stride) + 1;

    /// <summary>The side of a map with more pixels at its border.</summary>
    public SideFormula Plus(long pixels) => this with { Offset = Offset + (Stride * pixels) };
}
