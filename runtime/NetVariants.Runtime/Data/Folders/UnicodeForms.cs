using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetVariants.Data;

/// <summary>
/// Names that look the same but differ in their Unicode normal form, as macOS and other systems write them. Programs without ICU cannot normalise,
/// so letters are aligned instead: one that is a single code point with one that is followed by combining marks.
/// </summary>
internal static class UnicodeForms
{
    private const int FirstSyllable = 0xac00, Syllables = 11_172, Vowels = 21, Finals = 28;

    /// <summary>Whether two different names look alike.</summary>
    public static bool AreAlike(string first, string second)
    {
        if (first == second)
            return false;
        (string a, string b) = (WithJamo(first), WithJamo(second));
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            int marksOfA = Marks(a, i + 1), marksOfB = Marks(b, j + 1);
            bool isSame = a[i] == b[j] && marksOfA == marksOfB && string.CompareOrdinal(a, i, b, j, 1 + marksOfA) == 0;
            if (!isSame && !(marksOfA < marksOfB && a[i] > 0x7f) && !(marksOfB < marksOfA && b[j] > 0x7f))
                return false;
            (i, j) = (i + 1 + marksOfA, j + 1 + marksOfB);
        }

        return i == a.Length && j == b.Length;
    }

    /// <summary>A name in quotes, with the code points of what is not ASCII.</summary>
    public static string Spell(string name)
    {
        IEnumerable<string> points = name.EnumerateRunes().Where(rune => !rune.IsAscii).Select(rune => $"U+{rune.Value:X4}");
        return $"'{name}' ({string.Join(' ', points)})";
    }

    /// <summary>Korean syllables as the letters that they are composed of.</summary>
    private static string WithJamo(string name) =>
        string.Concat(name.Select(letter => (letter - FirstSyllable) is >= 0 and < Syllables and var syllable ? Jamo(syllable) : letter.ToString()));

    private static string Jamo(int syllable)
    {
        (int initial, int vowel, int final) = (syllable / (Vowels * Finals), syllable / Finals % Vowels, syllable % Finals);
        return $"{(char)(0x1100 + initial)}{(char)(0x1161 + vowel)}{(final == 0 ? "" : (char)(0x11a7 + final))}";
    }

    private static int Marks(string name, int from)
    {
        int end = from;
        while (end < name.Length && CharUnicodeInfo.GetUnicodeCategory(name[end]) == UnicodeCategory.NonSpacingMark)
            end++;
        return end - from;
    }
}
