using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetVariants.Data.Folders;

/// <summary>
/// Names that may be the same in different Unicode normal forms, as macOS and other systems write them. Programs without ICU
/// (<c>InvariantGlobalization</c>) cannot normalize, so letters are aligned: one that is a single code point with one that combining marks
/// follow.
/// </summary>
internal static class UnicodeForms
{
    private const int FirstSyllable = 0xac00, Syllables = 11_172, Vowels = 21, Finals = 28;

    /// <summary>The pairs of names that may be the same.</summary>
    public static IEnumerable<(string First, string Second)> PairsAmong(IEnumerable<string> names)
    {
        (string Name, string Key)[] keyed = [.. names.Where(name => !Ascii.IsValid(name)).Select(name => (name, WithJamo(name)))];
        foreach (var same in keyed.GroupBy(pair => pair.Key).Where(same => same.Count() > 1))
            yield return (same.First().Name, same.ElementAt(1).Name);
        foreach (var (name, key) in keyed.Where(pair => HasMarks(pair.Key)))
        {
            foreach (var (other, otherKey) in keyed)
            {
                if (key != otherKey && AreAligned(key, otherKey) && (!HasMarks(otherKey) || string.CompareOrdinal(name, other) < 0))
                    yield return (name, other);
            }
        }
    }

    /// <summary>The one of some names that may be the same as another name; null where none may, or several may.</summary>
    public static string? OnlyLike(string name, IEnumerable<string> names)
    {
        var key = WithJamo(name);
        bool IsAlike(string other) => WithJamo(other) is var otherKey && (key == otherKey || AreAligned(key, otherKey));
        string[] alike = [.. names.Where(other => other != name && IsAlike(other)).Take(2)];
        return alike.Length == 1 ? alike[0] : null;
    }

    private static bool HasMarks(string name) =>
        name.Any(letter => CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark);

    private static bool AreAligned(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            int marksOfA = Marks(a, i + 1), marksOfB = Marks(b, j + 1);
            var isSame = a[i] == b[j] && marksOfA == marksOfB && string.CompareOrdinal(a, i, b, j, 1 + marksOfA) == 0;
            if (!isSame && !(marksOfA < marksOfB && a[i] > 0x7f) && !(marksOfB < marksOfA && b[j] > 0x7f))
                return false;
            (i, j) = (i + 1 + marksOfA, j + 1 + marksOfB);
        }

        return i == a.Length && j == b.Length;
    }

    /// <summary>A name in quotes, with the code points of what is not ASCII.</summary>
    public static string Spell(string name)
    {
        var points = name.EnumerateRunes().Where(rune => !rune.IsAscii).Select(rune => $"U+{rune.Value:X4}");
        return $"'{name}' ({string.Join(' ', points)})";
    }

    /// <summary>Korean syllables as the letters that they are composed of.</summary>
    private static string WithJamo(string name) =>
        string.Concat(
            name.Select(letter => (letter - FirstSyllable) is >= 0 and < Syllables and var syllable ? Jamo(syllable) : letter.ToString()));

    private static string Jamo(int syllable)
    {
        var (initial, vowel, final) = (syllable / (Vowels * Finals), syllable / Finals % Vowels, syllable % Finals);
        return $"{(char)(0x1100 + initial)}{(char)(0x1161 + vowel)}{(final == 0 ? "" : (char)(0x11a7 + final))}";
    }

    private static int Marks(string name, int from)
    {
        var end = from;
        while (end < name.Length && CharUnicodeInfo.GetUnicodeCategory(name[end]) == UnicodeCategory.NonSpacingMark)
            end++;
        return end - from;
    }
}
