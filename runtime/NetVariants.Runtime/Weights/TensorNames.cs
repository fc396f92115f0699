using System.Collections.Generic;
using System.Globalization;
using NetVariants.Files;

namespace NetVariants.Weights;

/// <summary>Names of tensors in sentences.</summary>
internal static class TensorNames
{
    private const int Most = 4;

    /// <summary>How many there are: <c>1 tensor</c>.</summary>
    public static string Count(IReadOnlyCollection<string> names) =>
        names.Count == 1 ? "1 tensor" : names.Count.ToString("N0", CultureInfo.InvariantCulture) + " tensors";

    /// <summary>The first few, and <c>…</c> where there are more.</summary>
    public static string List(IReadOnlyCollection<string> names) => FirstFew.Of(names, Most);
}
