using System;
using System.Collections.Generic;
using NetVariants.Core.Declarations;

namespace NetVariants.Core.Emission;

/// <summary>Parts texts into lines. The pieces make the text up again.</summary>
internal static class LineBreaks
{
    private static readonly string[] s_inSentences = ["; ", " "];
    private static readonly string[] s_inWords = [" "];
    private static readonly string[] s_inLists = [", "];
    private static readonly string[] s_inCode = [", ", ",", " "];

    /// <summary>Pieces of prose, which end after a semicolon or between words; a longer word is whole.</summary>
    public static List<string> OfSentences(string text, int most) => Pieces(text, most, s_inSentences, _ => 1, cuts: false);

    /// <summary>Pieces of prose, which end between words; a longer word is whole.</summary>
    public static List<string> OfWords(string text, int most) => Pieces(text, most, s_inWords, _ => 1, cuts: false);

    /// <summary>Pieces of a list, which end after a comma; a longer item is whole.</summary>
    public static List<string> OfList(string text, int most) => Pieces(text, most, s_inLists, _ => 1, cuts: false);

    /// <summary>Pieces whose C# literals have at most a length, quotes included.</summary>
    public static List<string> OfLiteral(string text, int most) => Pieces(text, most - 2, s_inCode, CSharpLiteral.LengthOf, cuts: true);

    private static List<string> Pieces(string text, int most, string[] separators, Func<char, int> lengthOf, bool cuts)
    {
        if (Length(text, lengthOf) <= most)
            return [text];
        var pieces = new List<string>();
        var start = 0;
        do
        {
            var end = End(text, start, most, lengthOf);
            if (end < text.Length)
                end = LastBreak(text, start, end, separators) ?? (cuts ? end : FirstBreak(text, end, separators));
            pieces.Add(text.Substring(start, end - start));
            start = end;
        }
        while (start < text.Length);
        return pieces;
    }

    private static int Length(string text, Func<char, int> lengthOf)
    {
        var length = 0;
        foreach (var character in text)
            length += lengthOf(character);
        return length;
    }

    /// <summary>The end of the longest piece, which has a whole character.</summary>
    private static int End(string text, int start, int most, Func<char, int> lengthOf)
    {
        var end = start;
        for (var length = 0; end < text.Length; end++)
        {
            length += lengthOf(text[end]);
            if (length > most && end > start)
                break;
        }

        return end < text.Length && char.IsLowSurrogate(text[end]) ? end + (end - start > 1 ? -1 : 1) : end;
    }

    private static int? LastBreak(string text, int start, int end, string[] separators)
    {
        foreach (var separator in separators)
        {
            for (var after = end; after - separator.Length > start; after--)
            {
                if (IsBreak(text, after, separator))
                    return after;
            }
        }

        return null;
    }

    private static int FirstBreak(string text, int after, string[] separators)
    {
        while (after < text.Length && !IsBreak(text, after, separators[separators.Length - 1]))
            after++;
        return after;
    }

    /// <summary>Whether a separator ends at a place; a number and its percent sign stay together.</summary>
    private static bool IsBreak(string text, int after, string separator) =>
        text[after] is not (' ' or '%')
        && string.CompareOrdinal(text, after - separator.Length, separator, 0, separator.Length) == 0;
}
