using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Compilation;

/// <summary>What makes one network of a family of another.</summary>
/// <param name="Options">The arguments that differ, in the family's order.</param>
/// <param name="Parameters">How many parameters more there are.</param>
/// <param name="Macs">How many multiply-accumulates more there are for one image.</param>
/// <param name="ActivationBytes">How many bytes more training keeps for one image.</param>
/// <param name="Layers">How many layers more there are.</param>
/// <param name="Tensors">The tensors of the network's state dict.</param>
/// <param name="FittingTensors">Those that the other has too, under their name and in their shape.</param>
/// <param name="FittingParameters">The parameters among them.</param>
public sealed record VariantDiff(
    EquatableArray<OptionDiff> Options,
    long Parameters,
    long Macs,
    long ActivationBytes,
    int Layers,
    int Tensors,
    int FittingTensors,
    long FittingParameters)
{
    /// <summary>Compares a network with the one that it was made from.</summary>
    /// <exception cref="ArgumentException">A variant is in error.</exception>
    public static VariantDiff Between(CompiledVariant from, CompiledVariant to)
    {
        if (from.Net is not { } before || to.Net is not { } after)
            throw new ArgumentException("Only networks without problems can be compared.", from.Net is null ? nameof(from) : nameof(to));
        var known = new Dictionary<string, EquatableArray<long>>();
        foreach (var entry in StateDict.Of(before))
            known[entry.Name] = entry.Shape;
        var entries = StateDict.Of(after);
        var fitting = entries.Where(entry => known.TryGetValue(entry.Name, out var shape) && shape == entry.Shape).ToList();
        return new VariantDiff(
            new EquatableArray<OptionDiff>(Changes(DeclarationText.Canonical(from.Declaration), DeclarationText.Canonical(to.Declaration))),
            after.ParameterCount - before.ParameterCount,
            after.Macs - before.Macs,
            after.ActivationBytes - before.ActivationBytes,
            after.LayerCount - before.LayerCount,
            entries.Count,
            fitting.Count,
            fitting.Where(entry => entry.IsTrainable).Sum(entry => entry.Shape.Aggregate(1L, (product, size) => product * size)));
    }

    /// <summary>
    /// The difference in a sentence: <c>From ResNet18: layers 2,2,2,2 → 2,2,1,1; −5,901,312 parameters (−52.8 %), −462,422,016 MACs (−25.5
    /// %); all 98 tensors fit ResNet18's weights</c>.
    /// </summary>
    /// <param name="name">The other network's name.</param>
    /// <param name="from">The other network.</param>
    /// <param name="to">The network.</param>
    public string ToText(string name, ShapedNet from, ShapedNet to)
    {
        var changes = new List<string>
        {
            Change(Parameters, from.ParameterCount, "parameters"),
            Change(Macs, from.Macs, "MACs"),
            Change(ActivationBytes, from.ActivationBytes, "bytes of activations an image"),
            Layers == 0 ? "" : Signed(Layers) + (Math.Abs(Layers) == 1 ? " layer" : " layers"),
        };
        changes.RemoveAll(change => change.Length == 0);
        var options = string.Join(", ", Options.Select(option => option.Name + " " + option.From + " → " + option.To));
        var fit = FittingTensors == Tensors ? "all " + Format.Grouped(Tensors) + " tensors fit "
            : FittingTensors == 0 ? "nothing fits " : Format.Share(FittingParameters, to.ParameterCount) + " of the parameters fit ";
        return "From " + name + ": " + (options.Length == 0 ? "no option changed" : options) + "; "
            + (changes.Count == 0 ? "the same counts" : string.Join(", ", changes)) + "; " + fit + name + "'s weights";
    }

    private static IEnumerable<OptionDiff> Changes(VariantDeclaration from, VariantDeclaration to)
    {
        if (from.Layers != to.Layers)
            yield return new OptionDiff(Problem.LayersArgument, from.Layers ?? "", to.Layers ?? "");
        if (FamilyTable.Find(to.Attribute) is not { } family || from.Attribute != to.Attribute)
            yield break;
        foreach (var spec in family.Knobs)
        {
            if (spec is not LimitKnob && Value(from, spec) is var before && Value(to, spec) is var after && !before.Equals(after))
                yield return new OptionDiff(spec.Name, spec.Say(before), spec.Say(after));
        }
    }

    private static object Value(VariantDeclaration declaration, KnobSpec spec)
    {
        foreach (var knob in declaration.Knobs)
        {
            if (knob.Name == spec.Name)
                return knob.Value!;
        }

        return spec.Default;
    }

    private static string Change(long difference, long before, string what) => difference == 0 ? ""
        : Signed(difference) + " " + what + (before == 0 ? "" : " (" + Relative(difference, before) + ")");

    private static string Relative(long difference, long before) =>
        (Format.RoundsToZero(Math.Abs(difference), before) ? "" : Sign(difference)) + Format.Change(difference, before);

    private static string Signed(long number) => Sign(number) + Format.Grouped(Math.Abs(number));

    private static string Sign(long number) => number < 0 ? "−" : "+";
}

/// <summary>An argument that differs.</summary>
/// <param name="Name">The argument: <c>layers</c> or an option.</param>
/// <param name="From">Its value before, in words.</param>
/// <param name="To">Its value now.</param>
public sealed record OptionDiff(string Name, string From, string To);
