
namespace NetVariants.Data.Codecs;

/// <summary>What of an image is looked at: a decoder may leave the rest undone.</summary>
/// <param name="Reduction">How many pixels one stands for along either side: 1, 2, 4 or 8.</param>
/// <param name="Region">The part of the reduced image.</param>
internal readonly record struct DecodeRequest(int Reduction, Box Region)
{
    /// <summary>Requests an image of the given size.</summary>
    public delegate DecodeRequest ForSize(int width, int height);

    /// <summary>All of an image, its sides divided by <paramref name="reduction"/> and rounded up.</summary>
    public static DecodeRequest Whole(int width, int height, int reduction = 1) =>
        new(reduction, new Box(0, 0, Reduced(width, reduction), Reduced(height, reduction)));

    /// <summary>The length of a side after the reduction.</summary>
    public static int Reduced(int size, int reduction) => (size + reduction - 1) / reduction;
}
