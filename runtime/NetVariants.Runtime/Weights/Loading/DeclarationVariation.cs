using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Weights.Loading;

/// <summary>Declarations that differ from one in a single option, by the values that the sizes in a file suggest.</summary>
internal static class DeclarationVariation
{
    // Where 0 stands for no factor, no shape tells any other value.
    private const double UsualLayerScale = 1e-5;

    private static readonly double[] s_commonRatios = [0.25, 0.5, 0.75, 1];

    // The scales of published networks.
    private static readonly double[] s_commonFactors = [0.25, 0.35, 0.5, 0.75, 1, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2, 2.2, 2.6, 3.1, 3.6];

    /// <summary>The option's value, its default where it is not given.</summary>
    public static object ValueOf(VariantDeclaration declaration, KnobSpec knob) =>
        declaration.Knobs.LastOrDefault(given => given.Name == knob.Name)?.Value ?? knob.Default;

    /// <summary>The declaration with another value.</summary>
    public static VariantDeclaration With(VariantDeclaration declaration, string name, object value) =>
        declaration with
        {
            Knobs = new EquatableArray<Knob>([.. declaration.Knobs.Where(knob => knob.Name != name), new Knob(name, value)]),
        };

    /// <summary>The declarations.</summary>
    /// <param name="declaration">Where to start.</param>
    /// <param name="knob">The option.</param>
    /// <param name="sizes">Sizes of tensors that differ: the file's, and the network's.</param>
    public static IEnumerable<VariantDeclaration> All(
        VariantDeclaration declaration, KnobSpec knob, IReadOnlyCollection<(long InFile, long InNetwork)> sizes)
    {
        var value = ValueOf(declaration, knob);
        var candidates = knob switch
        {
            FlagKnob => [!(bool)value],
            ChoiceKnob choice => Enumerable.Range(0, choice.Choices.Count).Cast<object>(),
            CountKnob => sizes.SelectMany(pair => Counts((int)value, pair.InFile, pair.InNetwork)).Cast<object>(),
            RatioKnob => Scaled((double)value, sizes, s_commonRatios),
            FactorKnob { AllowsLeast: true, Least: 0 } => [(double)value == 0 ? UsualLayerScale : 0.0],
            FactorKnob => Scaled((double)value, sizes, s_commonFactors),
            ListKnob => Lists((string)value, declaration.Layers ?? "", sizes),
            _ => [],
        };
        return candidates.Distinct()
            .Where(candidate => !candidate.Equals(value) && knob.Contains(candidate))
            .Select(candidate => With(declaration, knob.Name, candidate));
    }

    /// <summary>A size grows with the number. Many numbers may round to the same sizes: the usual ones come first.</summary>
    private static IEnumerable<object> Scaled(double value, IEnumerable<(long InFile, long InNetwork)> sizes, double[] common) =>
        common.Concat(sizes.Select(pair => value * pair.InFile / pair.InNetwork)).Cast<object>();

    /// <summary>A size is the number itself, or grows with it, with its square, or as it falls.</summary>
    private static IEnumerable<int> Counts(int value, long inFile, long inNetwork) =>
        new[]
        {
            inFile,
            (double)value * inFile / inNetwork,
            (double)value * inNetwork / inFile,
            value * Math.Sqrt((double)inFile / inNetwork),
        }
            .Select(count => Math.Round(count)).Where(count => count is >= 1 and <= int.MaxValue).Select(count => (int)count);

    /// <summary>
    /// The list with each number replaced that is a size of the network's by what the file has; as long as the layers, where it is the
    /// default.
    /// </summary>
    private static IEnumerable<string> Lists(string value, string layers, IReadOnlyCollection<(long InFile, long InNetwork)> sizes)
    {
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (inFile, inNetwork) in sizes)
            replaced.TryAdd(Text(inNetwork), Text(inFile));
        string[] items = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(
            item => replaced.GetValueOrDefault(item, item))];
        yield return string.Join(',', items);
        if (items.Length > LayersText.Tokens(layers).Count)
            yield return string.Join(',', items.Take(LayersText.Tokens(layers).Count));

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
