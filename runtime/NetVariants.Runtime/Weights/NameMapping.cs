using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Modules;

namespace NetVariants.Weights;

/// <summary>From the names in a file to those of the network.</summary>
internal static class NameMapping
{
    /// <summary>The name that the network has for what the file calls <paramref name="name"/>.</summary>
    public static string Map(string name, LoadOptions options)
    {
        foreach (var prefix in options.StripPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }

        name = Rename(name, options.Rename);
        return LayoutsOf(options).Select(layout => layout.Map(name)).FirstOrDefault(mapped => mapped != name) ?? name;
    }

    /// <summary>The file's tensors by the network's names.</summary>
    /// <exception cref="WeightFileException">Two of them come to the same name.</exception>
    public static Dictionary<string, WeightEntry> Map(WeightFile file, LoadOptions options)
    {
        var mapped = new Dictionary<string, WeightEntry>(StringComparer.Ordinal);
        foreach (var entry in file.Entries)
        {
            var name = Map(entry.Name, options);
            if (!mapped.TryAdd(name, entry))
                throw new WeightFileException(
                    file.Path, $"'{mapped[name].Name}' and '{entry.Name}' both become '{name}' with these options");
        }

        return mapped;
    }

    /// <summary>The layouts of names that the options name, of the network's family where it has one.</summary>
    /// <exception cref="ArgumentException">There is none of the name.</exception>
    public static IReadOnlyList<NameLayout> LayoutsOf(LoadOptions options)
    {
        if (options.Layout is not { } layout)
            return [];
        NameLayout[] known = [.. KnownLayouts(options)];
        NameLayout[] named = [.. known.Where(candidate => candidate.Name == layout)];
        return named.Length > 0 ? named : throw new ArgumentException(
            known.Length == 0
                ? $"'{layout}' is not a known layout of names for this network: its files use torchvision's names."
                : $"'{layout}' is not a known layout of names for this network: use {string.Join(
                    " or ", known.Select(candidate => $"'{candidate.Name}'"))}, or null for torchvision's.",
            nameof(options));
    }

    /// <summary>The layouts of a network's family, or of all families for a network of none.</summary>
    public static IEnumerable<NameLayout> KnownLayouts(LoadOptions options) =>
        (options.Family is { } family ? [family] : FamilyTable.Families).SelectMany(candidate => candidate.Layouts);

    private static string Rename(string name, IReadOnlyDictionary<string, string> paths)
    {
        var from = paths.Keys.Where(path => ModulePath.Covers(path, name)).MaxBy(path => path.Length);
        return from is null ? name : paths[from] + name[from.Length..];
    }
}
