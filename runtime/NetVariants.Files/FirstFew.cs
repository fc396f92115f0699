using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Files;

/// <summary>Lists in messages, cut after the first few items.</summary>
internal static class FirstFew
{
    /// <summary>The first items, and that there are more: <c>conv1.weight, bn1.weight, …</c>.</summary>
    /// <param name="items">The items; no more than one that is not shown is asked for.</param>
    /// <param name="most">How many are shown.</param>
    public static string Of<T>(IEnumerable<T> items, int most)
    {
        T[] some = [.. items.Take(most + 1)];
        return string.Join(", ", some.Take(most)) + (some.Length > most ? ", …" : "");
    }

    /// <summary>The first items, and how many more there are: <c>'cat', 'dog' and 3 more</c>.</summary>
    /// <param name="items">The items.</param>
    /// <param name="most">How many are shown.</param>
    public static string Counted(IReadOnlyCollection<string> items, int most) =>
        string.Join(", ", items.Take(most)) + (items.Count > most ? $" and {items.Count - most} more" : "");
}
