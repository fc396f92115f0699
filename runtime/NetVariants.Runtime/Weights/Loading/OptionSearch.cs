using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Modules;
using Module = TorchSharp.torch.nn.Module;

namespace NetVariants.Weights.Loading;

/// <summary>
/// Finds the options of a declaration that would have to be others for a file to fit: it lowers the declaration again with options varied,
/// and compares the state dicts. It names nothing that does not make every name and shape fit.
/// </summary>
internal sealed class OptionSearch
{
    private const int MostOptions = 3;

    private readonly StateComparison _comparison;
    private readonly Family _family;

    private OptionSearch(StateComparison comparison, Family family) => (_comparison, _family) = (comparison, family);

    /// <summary>The options, in words; null where no change of up to three of them makes the file fit.</summary>
    /// <param name="module">The network.</param>
    /// <param name="network">Its state.</param>
    /// <param name="file">The file's tensors by the network's names; what is left out is in neither.</param>
    /// <param name="nothingElseDiffers">Whether nothing but shapes and names of the file is in the way.</param>
    public static string? Explain(
        Module module,
        IReadOnlyCollection<WeightEntry> network,
        IReadOnlyDictionary<string, IReadOnlyList<long>> file,
        bool nothingElseDiffers)
    {
        if (ModuleDeclaration.Find(module) is not { } declared || FamilyTable.Find(declared.Attribute) is not { } family
            || Actual(declared, network) is not { } actual)
            return null;
        var comparison = new StateComparison(file);
        // Where nothing differs, what the file has too many of are not tensors.
        return comparison.Compare(actual) is not { Differences: > 0 }
            || new OptionSearch(comparison, family).Find(actual) is not { } fitting ? null
            : $"the file{(nothingElseDiffers
                ? " fits"
                : "'s shapes are those of")} {Describe(
                    family, actual, fitting, fitting)}; the network has {Describe(family, actual, fitting, actual)}";
    }

    /// <summary>
    /// The declaration of the network as it is, whose head may have been replaced; null where it is another network by now.
    /// </summary>
    private static VariantDeclaration? Actual(VariantDeclaration declared, IReadOnlyCollection<WeightEntry> network)
    {
        var own = new StateComparison(network.ToDictionary(entry => entry.Name, entry => entry.Shape, StringComparer.Ordinal));
        VariantDeclaration[] candidates =
        [
            declared,
            .. network.Last().Shape is [var outputs and <= int.MaxValue]
                ? [DeclarationVariation.With(declared, "NumClasses", (int)outputs)]
                : Array.Empty<VariantDeclaration>()
        ];
        return candidates.FirstOrDefault(candidate => own.Compare(candidate) is { Differences: 0 });
    }

    private VariantDeclaration? Find(VariantDeclaration start)
    {
        var current = start;
        for (var round = 0; round < MostOptions; round++)
        {
            if (_comparison.Compare(current) is not { } now || Best(current, now) is not { } best)
                return null;
            if (best.Result.Differences == 0)
                return WithoutNeedless(start, best.Declaration);
            if (best.Result.Differences >= now.Differences)
                return Pair(current, now);
            current = best.Declaration;
        }

        return null;
    }

    private (VariantDeclaration Declaration, StateComparison.Outcome Result)? Best(VariantDeclaration current, StateComparison.Outcome now)
    {
        (VariantDeclaration Declaration, StateComparison.Outcome Result)? best = null;
        foreach (var candidate in _family.Knobs
            .SelectMany(knob => DeclarationVariation.All(current, knob, now.Sizes))
            .Concat(new LayersSearch(_comparison).Find(current, now)))
        {
            if (_comparison.Compare(candidate) is { } result && (best is null || result.Differences < best.Value.Result.Differences))
                best = (candidate, result);
            if (best?.Result.Differences == 0)
                break;
        }

        return best;
    }

    /// <summary>Two options of which one alone makes it worse: more groups, each narrower.</summary>
    private VariantDeclaration? Pair(VariantDeclaration current, StateComparison.Outcome now)
    {
        const int Ratios = 3;
        if (now.NamesDiffer)
            return null;
        (long, long)[] sizes = [.. now.Sizes.Take(Ratios)];
        CountKnob[] counts = [.. _family.Knobs.OfType<CountKnob>()];
        return counts.SelectMany((first, i) => counts.Skip(i + 1).SelectMany(second =>
                DeclarationVariation.All(current, first, sizes).SelectMany(one => DeclarationVariation.All(one, second, sizes))))
            .FirstOrDefault(candidate => _comparison.Compare(candidate) is { Differences: 0 });
    }

    /// <summary>Takes back each change that the file fits without.</summary>
    private VariantDeclaration WithoutNeedless(VariantDeclaration start, VariantDeclaration found)
    {
        foreach (var knob in _family.Knobs)
        {
            var without = DeclarationVariation.With(found, knob.Name, DeclarationVariation.ValueOf(start, knob));
            if (_comparison.Compare(without) is { Differences: 0 })
                found = without;
        }

        return found;
    }

    private static string Describe(Family family, VariantDeclaration one, VariantDeclaration other, VariantDeclaration shown)
    {
        List<string> options = [];
        if (one.Layers != other.Layers)
            options.Add($"layers \"{shown.Layers}\"");
        foreach (var knob in family.Knobs)
        {
            if (!Equals(DeclarationVariation.ValueOf(one, knob), DeclarationVariation.ValueOf(other, knob)))
                options.Add($"{knob.Name} = {knob.Print(DeclarationVariation.ValueOf(shown, knob))}");
        }

        return string.Join(" and ", options);
    }
}
