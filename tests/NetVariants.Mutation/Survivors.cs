using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Tests;

namespace NetVariants.Mutation;

/// <summary>
/// The list of changes that no test can tell, each with the reason: an item is the change as <see cref="Mutation.Key"/> names it, and the indented
/// lines below it are the reason.
/// </summary>
internal sealed class Survivors
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    private Survivors()
    {
    }

    /// <summary>The list's file, relative to the checkout.</summary>
    public const string Path = "tests/NetVariants.Mutation/survivors.md";

    /// <summary>The changes that the list names.</summary>
    public IEnumerable<string> Keys => _reasons.Keys;

    /// <summary>Reads the list.</summary>
    public static Survivors Read()
    {
        var survivors = new Survivors();
        var keys = new List<string>();
        foreach (var line in File.ReadLines(Repository.PathOf(Path)).Append(""))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                keys.Add(line[2..]);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                // Changes listed one below the other have one reason.
                foreach (var key in keys)
                    survivors._reasons[key] = line.Trim();
                keys.Clear();
            }
        }

        return survivors;
    }

    /// <summary>Whether the list tells why a change cannot be told.</summary>
    public bool Explains(Mutation mutation) => _reasons.ContainsKey(mutation.Key);
}
