using System.Globalization;
using System.Text;

namespace NetVariants.Core.Graph;

/// <summary>Numbers as text, independent of culture.</summary>
public static class Format
{
    // Channels, sides and places come again and again: their texts are made once.
    private const int SmallNumbers = 1025;

    private const int Group = 1000;

    private static readonly string?[] s_small = new string?[SmallNumbers];

    /// <summary>A number as in code: <c>11689512</c>.</summary>
    public static string Integer(long number) => number is >= 0 and < SmallNumbers
        ? s_small[number] ??= number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with separators: <c>11,689,512</c>.</summary>
    public static string Grouped(long number)
    {
        if (number < 0)
            return number.ToString("N0", CultureInfo.InvariantCulture);
        if (number < Group)
            return Integer(number);
        var text = Words.Begin("");
        AppendGroups(text, number);
        return text.ToString();
    }

    /// <summary>A real number, the shortest text that reads back: <c>0.5</c>.</summary>
    public static string Real(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static void AppendGroups(StringBuilder text, long number)
    {
        if (number >= Group)
        {
            AppendGroups(text, number / Group);
            number %= Group;
            text.Append(number < 10 ? ",00" : number < 100 ? ",0" : ",");
        }

        text.Append(Integer(number));
    }
}
