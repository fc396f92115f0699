using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights;

/// <summary>Paths into a module: <c>layer1.0</c> covers <c>layer1.0.conv1.weight</c>, and not <c>layer1.01</c>.</summary>
internal static class ModulePath
{
    /// <summary>Whether <paramref name="path"/> is the name itself or one of the modules that it stands in.</summary>
    public static bool Covers(string path, string name) =>
        name.StartsWith(path, StringComparison.Ordinal) && (name.Length == path.Length || name[path.Length] == '.');

    /// <summary>Refuses a path that covers none of the names, and tells the nearest that would.</summary>
    /// <exception cref="ArgumentException">There is such a path.</exception>
    public static void Check(IReadOnlyList<string> paths, IReadOnlyCollection<string> names)
    {
        foreach (string path in paths)
        {
            if (names.Any(name => Covers(path, name)))
                continue;
            string nearest = names.SelectMany(Prefixes).Distinct(StringComparer.Ordinal).MinBy(candidate => Distance(path, candidate)) ?? "";
            throw new ArgumentException($"'{path}' is no module or parameter of the network: did you mean '{nearest}'?", nameof(paths));
        }
    }

    private static IEnumerable<string> Prefixes(string name)
    {
        for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            yield return name[..dot];
        yield return name;
    }

    /// <summary>The fewest insertions, deletions and replacements that make one text the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
