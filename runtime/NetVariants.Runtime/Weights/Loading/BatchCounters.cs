using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights.Loading;

/// <summary>
/// The <c>num_batches_tracked</c> of batch normalizations. PyTorch counts batches since 0.4.1 and reads older files with counters of 0; so
/// does this, where a file has no counter at all.
/// </summary>
internal static class BatchCounters
{
    private const string Counter = "num_batches_tracked";

    public static bool Is(string name) => name == Counter || name.EndsWith("." + Counter, StringComparison.Ordinal);

    /// <summary>Whether a file's names are those of a time without counters.</summary>
    public static bool AreAbsent(IEnumerable<string> names) => !names.Any(Is);

    /// <summary>The other statistics of a counter's module.</summary>
    public static string[] Siblings(string counter) =>
        [counter[..^Counter.Length] + "running_mean", counter[..^Counter.Length] + "running_var"];
}
