using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Files;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>The candidate that takes the fewest changes of letters; empty where there is none.</summary>
    public static string Nearest(string text, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(text, candidate)) ?? "";

    /// <summary>The fewest insertions, deletions and replacements that make one text the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
