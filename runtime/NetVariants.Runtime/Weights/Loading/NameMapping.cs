using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetVariants.Weights.Loading;

/// <summary>From the names in a file to those of the network.</summary>
internal static partial class NameMapping
{
    private static readonly Dictionary<string, string> s_timmVgg = new(StringComparer.Ordinal)
    {
        ["pre_logits.fc1"] = "classifier.0",
        ["pre_logits.fc2"] = "classifier.3",
        ["head.fc"] = "classifier.6",
    };

    /// <summary>The name that the network has for what the file calls <paramref name="name"/>.</summary>
    public static string Map(string name, LoadOptions options)
    {
        foreach (string prefix in options.StripPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }

        name = Rename(name, options.Rename);
        if (options.TimmVggNames)
            name = Rename(name, s_timmVgg);
        if (options.TransformersResNetNames)
            name = OfTransformers(name);
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

    private static string Rename(string name, IReadOnlyDictionary<string, string> paths)
    {
        string? from = paths.Keys.Where(path => ModulePath.Covers(path, name)).MaxBy(path => path.Length);
        return from is null ? name : paths[from] + name[from.Length..];
    }

    private static string OfTransformers(string name)
    {
        if (TransformersName().Match(name) is not { Success: true } match)
            return name;
        string Group(string group) => match.Groups[group].Value;
        int Next(string group) => int.Parse(Group(group), CultureInfo.InvariantCulture) + 1;
        bool isNorm = match.Groups["norm"].Success;
        string module = Group("place") switch
        {
            "classifier.1" => "fc",
            "resnet.embedder.embedder" => isNorm ? "bn1" : "conv1",
            _ => $"layer{Next("stage")}.{Group("block")}."
                + (match.Groups["layer"].Success ? $"{(isNorm ? "bn" : "conv")}{Next("layer")}" : $"downsample.{(isNorm ? 1 : 0)}"),
        };
        return $"{module}.{Group("rest")}";
    }

    [GeneratedRegex(
        @"^(?<place>classifier\.1|resnet\.embedder\.embedder|resnet\.encoder\.stages\.(?<stage>[0-9]{1,3})\.layers\.(?<block>[0-9]+)\.(layer\.(?<layer>[0-9])|shortcut))"
            + @"(\.convolution|(?<norm>\.normalization))?\.(?<rest>\w+)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex TransformersName();

    /// <summary>As torchvision's own loader renames: denselayer4.norm.1.weight, denselayer4.conv.2.weight.</summary>
    [GeneratedRegex(@"(?<module>denselayer\d+\.(norm|relu|conv))\.(?<rest>[12]\.(weight|bias|running_mean|running_var|num_batches_tracked))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LegacyName();
}
