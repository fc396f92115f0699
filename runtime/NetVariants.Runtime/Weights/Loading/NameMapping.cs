using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetVariants.Weights.Loading;

/// <summary>From the names in a file to those of the network.</summary>
internal static partial class NameMapping
{
    /// <summary>The name that the network has for what the file calls <paramref name="name"/>.</summary>
    public static string Map(string name, LoadOptions options)
    {
        foreach (string prefix in options.StripPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }

        return options.LegacyDenseNetNames ? LegacyName().Replace(name, "${module}${rest}") : name;
    }

    /// <summary>The file's tensors by the network's names.</summary>
    /// <exception cref="WeightFileException">Two of them come to the same name.</exception>
    public static Dictionary<string, WeightEntry> Map(WeightFile file, LoadOptions options)
    {
        Dictionary<string, WeightEntry> mapped = new(StringComparer.Ordinal);
        foreach (WeightEntry entry in file.Entries)
        {
            string name = Map(entry.Name, options);
            if (!mapped.TryAdd(name, entry))
                throw new WeightFileException(file.Path, $"'{mapped[name].Name}' and '{entry.Name}' both become '{name}' with these options");
        }

        return mapped;
    }

    /// <summary>An option that would make names fit which do not, in words; null where none is known.</summary>
    public static string? Remedy(IReadOnlyCollection<string> unexpected, IReadOnlyCollection<string> missing)
    {
        if (unexpected.Count == 0 || missing.Count == 0)
            return null;
        foreach (string prefix in new[] { "module.", "model.", "_orig_mod." })
        {
            if (unexpected.All(name => name.StartsWith(prefix, StringComparison.Ordinal)))
                return $"the file's names begin with '{prefix}': set StripPrefixes = [\"{prefix}\"]";
        }

        return unexpected.Any(name => LegacyName().IsMatch(name) && missing.Contains(LegacyName().Replace(name, "${module}${rest}")))
            ? "the file's names are those of old DenseNets ('norm.1' for 'norm1'): set LegacyDenseNetNames = true"
            : null;
    }

    /// <summary>As torchvision's own loader renames: denselayer4.norm.1.weight, denselayer4.conv.2.weight.</summary>
    [GeneratedRegex(@"(?<module>denselayer\d+\.(norm|relu|conv))\.(?<rest>[12]\.(weight|bias|running_mean|running_var|num_batches_tracked))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LegacyName();
}
