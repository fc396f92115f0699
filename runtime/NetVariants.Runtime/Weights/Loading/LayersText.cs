using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetVariants.Weights.Loading;

/// <summary>The layer string of a declaration as a list: <c>2*64,M</c> is 64, 64 and M.</summary>
internal static class LayersText
{
    public static IReadOnlyList<string> Tokens(string layers) =>
        [.. layers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Repeat)];

    private static IEnumerable<string> Repeat(string token) =>
        token.Split('*', StringSplitOptions.TrimEntries) is [var count, var item]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            ? Enumerable.Repeat(item, times)
            : [token];
}
