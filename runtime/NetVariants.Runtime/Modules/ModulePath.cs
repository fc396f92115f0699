using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Files;

namespace NetVariants.Modules;

/// <summary>Paths into a module: <c>layer1.0</c> covers <c>layer1.0.conv1.weight</c>, and not <c>layer1.01</c>.</summary>
internal static class ModulePath
{
    /// <summary>Whether <paramref name="path"/> is the name itself or one of the modules that it stands in.</summary>
    public static bool Covers(string path, string name) =>
        name.StartsWith(path, StringComparison.Ordinal) && (name.Length == path.Length || name[path.Length] == '.');

    /// <summary>Refuses a path that covers none of the names, and names the nearest that would.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="names">The network's names.</param>
    /// <param name="others">Further names that a path may cover.</param>
    /// <exception cref="ArgumentException">There is such a path.</exception>
    public static void Check(IReadOnlyList<string> paths, IReadOnlyCollection<string> names, IReadOnlyCollection<string>? others = null)
    {
        foreach (var path in paths)
        {
            if (names.Any(name => Covers(path, name)) || (others ?? []).Any(name => Covers(path, name)))
                continue;
            var nearest = Spelling.Nearest(path, names.Concat(others ?? []).SelectMany(Prefixes).Distinct(StringComparer.Ordinal));
            throw new ArgumentException(
                $"'{path}' is neither a module nor a parameter of the network: did you mean '{nearest}'?", nameof(paths));
        }
    }

    private static IEnumerable<string> Prefixes(string name)
    {
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            yield return name[..dot];
        yield return name;
    }
}
