using System.Globalization;

namespace NetVariants.Core.Graph;

/// <summary>Numbers as text, independent of culture.</summary>
public static class Format
{
    // Channels, sides and places come again and again: their texts are made once.
    private const int SmallNumbers = 1025;

    private static readonly string?[] s_small = new string?[SmallNumbers];

    /// <summary>A number as in code: <c>11689512</c>.</summary>
    public static string Integer(long number) => number is >= 0 and < SmallNumbers
        ? s_small[number] ??= number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with separators: <c>11,689,512</c>.</summary>
    public static string Grouped(long number) => number is >= 0 and < 1000 ? Integer(number) : number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A real number, the shortest text that reads back: <c>0.5</c>.</summary>
    public static string Real(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
