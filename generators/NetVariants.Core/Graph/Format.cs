using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetVariants.Core.Graph;

/// <summary>Text for messages and reports, independent of culture: numbers in the unit that is read, and lists of names.</summary>
public static class Format
{
    // Channels, sides and places repeat: their texts are made once.
    private const int SmallNumbers = 1025;

    private const int Group = 1000;
    private const int Kibibyte = 1 << 10;
    private const int Mebibyte = 1 << 20;

    // The least share that the decimal of a percentage shows, and the most that is not all, in percent.
    private const double LeastShare = 0.0005;
    private const double AlmostAll = 99.9;

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

    /// <summary>A number of 0 or more in a unit, with separators and rounded to some decimals: <c>1,234.57</c>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="unit">The unit, an even number below 2^32.</param>
    /// <param name="decimals">The decimals, 1 to 3.</param>
    public static string InUnits(long number, long unit, int decimals)
    {
        var scale = decimals switch { 1 => 10, 2 => 100, _ => 1000 };
        var (whole, fraction) = (number / unit, (((number % unit) * scale) + (unit / 2)) / unit);
        if (fraction == scale)
            (whole, fraction) = (whole + 1, 0);
        // The digits after a 1 in the place of the point keep their zeros.
        return Grouped(whole) + "." + Integer(scale + fraction).Substring(1);
    }

    /// <summary>Names in a sentence: <c>A, B and C</c>.</summary>
    /// <param name="names">The names, one or more.</param>
    /// <param name="conjunction">The word before the last one.</param>
    public static string List(IReadOnlyList<string> names, string conjunction = "and")
    {
        var last = names.Count - 1;
        return last == 0 ? names[0] : string.Join(", ", names.Take(last)) + " " + conjunction + " " + names[last];
    }

    /// <summary>A real number, the shortest text that reads back: <c>0.5</c>.</summary>
    /// <remarks>Where a compiler runs on the .NET Framework, the shortest one misses some numbers by a bit.</remarks>
    public static string Real(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read.Equals(number)
            ? text
            : number.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>A number of bytes, rounded to a decimal: <c>94.0 MiB</c>; below one MiB, <c>12.5 KiB</c>.</summary>
    public static string Bytes(long bytes) =>
        bytes < Mebibyte ? InUnits(bytes, Kibibyte, decimals: 1) + " KiB" : Mebibytes(bytes, decimals: 1) + " MiB";

    /// <summary>A number of bytes in MiB, with separators and rounded to some decimals.</summary>
    public static string Mebibytes(long bytes, int decimals) => InUnits(bytes, Mebibyte, decimals);

    /// <summary>A number of bytes in MiB.</summary>
    public static double Mebibytes(long bytes) => bytes / (double)Mebibyte;

    /// <summary>
    /// A share in percent: <c>12.5 %</c>. A part of something never reads as nothing (<c>less than 0.1 %</c>), nor a part that is less than
    /// all as all (<c>99.9 %</c>).
    /// </summary>
    /// <param name="part">The part, 0 or more.</param>
    /// <param name="whole">The whole; 0 only where the part is 0.</param>
    public static string Share(double part, double whole) => Percent(part, whole, part < whole ? AlmostAll : double.MaxValue);

    /// <summary>An accuracy, or a difference of accuracies, in percent: <c>87.25 %</c>.</summary>
    public static string Accuracy(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    /// <summary>The size of a change in percent of what it was, without its sign; what goes by less than all is a share of it.</summary>
    /// <param name="difference">By how much it grew; below 0, by how much it fell.</param>
    /// <param name="before">What it was; 0 only where nothing changed.</param>
    public static string Change(double difference, double before) =>
        difference < 0 ? Share(-difference, before) : Percent(difference, before, double.MaxValue);

    /// <summary>Whether a part of something is too small for the decimal of a percentage.</summary>
    public static bool RoundsToZero(double part, double whole) => part > 0 && part < LeastShare * whole;

    private static string Percent(double part, double whole, double most) => RoundsToZero(part, whole)
        ? "less than 0.1 %"
        : (part == 0 ? 0 : Math.Min(100 * part / whole, most)).ToString("0.0", CultureInfo.InvariantCulture) + " %";

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
