using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;

namespace NetVariants.Integration.Tests.Mixing;

/// <summary>
/// Declarations of a family in which each pair of values of two options occurs that goes together, the same ones for the same seed. What
/// does not go together is what the compiler rejects.
/// </summary>
internal sealed class PairwiseDeclarations
{
    private readonly string _attribute;
    private readonly (string Name, string[] Values)[] _options;
    private readonly HashSet<(int Option, int Value, int OtherOption, int OtherValue)> _missing = [];
    private readonly Random _random;

    private PairwiseDeclarations(string attribute, int seed)
    {
        _attribute = attribute;
        _options = OptionTable.Of(attribute);
        _random = new Random(seed);
        for (var option = 0; option < _options.Length; option++)
        {
            for (var other = option + 1; other < _options.Length; other++)
            {
                for (var value = 0; value < _options[option].Values.Length; value++)
                {
                    for (var otherValue = 0; otherValue < _options[other].Values.Length; otherValue++)
                        _missing.Add((option, value, other, otherValue));
                }
            }
        }
    }

    /// <summary>The first declarations; the pairs among all options come as early as a greedy search finds them.</summary>
    /// <param name="attribute">The family's attribute.</param>
    /// <param name="count">The number of declarations.</param>
    /// <param name="seed">What the choices depend on.</param>
    /// <param name="missing">The pairs that go together and occur in none.</param>
    public static IReadOnlyList<CompiledVariant> Take(string attribute, int count, int seed, out int missing)
    {
        var source = new PairwiseDeclarations(attribute, seed);
        source._missing.RemoveWhere(pair => source.Compile(source.Start(pair), "pair") is null);
        CompiledVariant[] declarations = [.. Enumerable.Range(0, count).Select(source.Next)];
        missing = source._missing.Count;
        return declarations;
    }

    private CompiledVariant Next(int index)
    {
        var values = new int[_options.Length];
        if (_missing.Count > 0)
            values = Start(_missing.ElementAt(_random.Next(_missing.Count)));
        int[] order = [.. Enumerable.Range(0, _options.Length)];
        _random.Shuffle(order);
        foreach (var option in order)
        {
            if (values[option] == 0)
                values[option] = Best(values, option);
        }

        foreach (var pair in Pairs(values))
            _missing.Remove(pair);
        return Compile(values, "v" + index) ?? throw new InvalidOperationException("A valid declaration became invalid.");
    }

    private int[] Start((int Option, int Value, int OtherOption, int OtherValue) pair)
    {
        var values = new int[_options.Length];
        (values[pair.Option], values[pair.OtherOption]) = (pair.Value, pair.OtherValue);
        return values;
    }

    /// <summary>Of the values that go with the others, one that brings the most missing pairs.</summary>
    private int Best(int[] values, int option)
    {
        var candidates = Enumerable.Range(0, _options[option].Values.Length).Select(value => With(values, option, value));
        return candidates.Where(candidate => Compile(candidate, "candidate") is not null)
            .OrderByDescending(candidate => Pairs(candidate).Count(_missing.Contains)).ThenBy(_ => _random.Next())
            .First()[option];
    }

    private static int[] With(int[] values, int option, int value)
    {
        int[] changed = [.. values];
        changed[option] = value;
        return changed;
    }

    private IEnumerable<(int, int, int, int)> Pairs(int[] values) =>
        from option in Enumerable.Range(0, values.Length)
        from other in Enumerable.Range(option + 1, values.Length - option - 1)
        select (option, values[option], other, values[other]);

    /// <summary>The variant; null where it has problems. Defaults are left out, as users leave them out.</summary>
    private CompiledVariant? Compile(int[] values, string name)
    {
        var arguments = _options.Select((option, index) => (option.Name, Value: option.Values[values[index]]));
        var text = $"{_attribute}(\"{name}\", " + string.Join(", ", arguments.Select(
            argument => argument.Name == OptionTable.Layers ? argument.Value : $"{argument.Name} = {argument.Value}")) + ")";
        var declaration = DeclarationText.Parse(text) ?? throw new InvalidOperationException($"no declaration: {text}");
        var canonical = DeclarationText.Parse(DeclarationText.Print(declaration))!;
        var variant = VariantCompiler.Compile(canonical);
        return variant.Net is null ? null : variant;
    }
}
