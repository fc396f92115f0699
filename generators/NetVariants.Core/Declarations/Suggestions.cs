using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NetVariants.Core.Declarations;

/// <summary>
/// Guesses what was meant by a token that is none: another case, a letter for a digit, another separator, a word for a pool. A guess is
/// made only where what comes of it is right.
/// </summary>
internal static class Suggestions
{
    /// <summary>The digits of a number that may be guessed; a longer one is not a typo.</summary>
    public const int LongestNumber = 5;

    private const int LongestToken = 40;

    private static readonly string[] s_maxPools = { "MP", "MAX", "MAXPOOL", "MAXPOOLING", "MAXPOOL2D", "POOL", "P" };
    private static readonly string[] s_avgPools = { "AP", "AVG", "AVGPOOL", "AVGPOOL2D", "AVERAGE", "MEAN" };

    /// <summary>The guess, or null.</summary>
    /// <param name="text">The list.</param>
    /// <param name="token">The token.</param>
    /// <param name="isItem">Whether a text, without blanks, is an entry of the list.</param>
    public static string? For(string text, TextSpan token, Func<string, bool> isItem)
    {
        if (token.Length > LongestToken)
            return null;
        var written = text.Substring(token.Start, token.Length);
        foreach (var guess in Guesses(Plain(written)))
        {
            if (guess != written && IsList(guess, isItem))
                return guess;
        }

        return null;
    }

    private static IEnumerable<string> Guesses(string plain)
    {
        foreach (var separator in new[] { ';', '|', '/', ' ' })
            yield return plain.Replace(separator, ',');
        var compact = Without(plain, ' ');
        yield return compact.ToLowerInvariant();
        yield return compact.ToUpperInvariant();
        yield return compact.Replace('O', '0').Replace('o', '0').Replace('l', '1').Replace('I', '1');
        yield return compact.TrimStart('+');
        if (compact.EndsWith(".0", StringComparison.Ordinal))
            yield return compact.Substring(0, compact.Length - 2);
        var upper = compact.ToUpperInvariant().Replace("_", "").Replace("-", "");
        if (Array.IndexOf(s_maxPools, upper) >= 0)
            yield return "M";
        if (Array.IndexOf(s_avgPools, upper) >= 0)
            yield return "A";
        // A comma is missing: 64M.
        if (compact.Length > 0 && char.IsUpper(compact[compact.Length - 1]))
            yield return compact.Substring(0, compact.Length - 1) + "," + compact.Substring(compact.Length - 1);
    }

    /// <summary>Full-width and other digits as ASCII, and no characters that cannot be seen.</summary>
    private static string Plain(string written)
    {
        var plain = new StringBuilder(written.Length);
        foreach (var c in written)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
                plain.Append((char)('0' + digit));
            else if (char.IsWhiteSpace(c))
                plain.Append(' ');
            else if (c <= '~')
                plain.Append(c);
        }

        return plain.ToString().Trim();
    }

    private static bool IsList(string guess, Func<string, bool> isItem)
    {
        foreach (var item in guess.Split(','))
        {
            if (!isItem(item))
                return false;
        }

        return true;
    }

    private static string Without(string text, char c) => text.Replace(c.ToString(), "");
}
