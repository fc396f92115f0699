using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using Xunit;

namespace NetVariants.Integration.Tests.Mixing;

/// <summary>An option that a declaration writes changes the network, or is an error.</summary>
public sealed class IgnoredOptionTests
{
    private const int Declarations = 100;

    /// <summary>What concerns no network by itself: the base's options are tried as the variant's own, and limits are warnings.</summary>
    private static readonly string[] s_others = ["Base", "MaxParameters", "MaxMacs", "MaxActivationMiB"];

    /// <summary>Bounds, which a network may keep by itself.</summary>
    private static readonly string[] s_bounds = ["OutputStride"];

    public static TheoryData<string> Families => [.. OptionTable.Families];

    [Fact]
    public void Every_family_is_tried() =>
        Assert.Equal(FamilyTable.Families.Select(family => family.Attribute).Order(), OptionTable.Families.Order());

    [Theory, MemberData(nameof(Families))]
    public void Every_option_of_the_attribute_is_tried(string attribute)
    {
        var type = typeof(VariantAttribute).Assembly.GetType($"NetVariants.{attribute}Attribute", throwOnError: true)!;
        var declared = type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Except(s_others);
        var tried = OptionTable.Of(attribute).SelectMany(
            option => option.Name == OptionTable.Layers ? option.Values.SelectMany(NamesIn) : [option.Name]);

        Assert.Equal(declared.Order(), tried.Distinct().Order());
    }

    [Theory, MemberData(nameof(Families))]
    public void No_option_is_accepted_and_then_ignored(string attribute)
    {
        string[] ignored = [.. PairwiseDeclarations.Take(attribute, Declarations, seed: 1, out _).SelectMany(Ignored)];

        Assert.True(ignored.Length == 0, string.Join("\n", ignored));
    }

    /// <summary>What of a declaration could be left out and leave the same network.</summary>
    private static IEnumerable<string> Ignored(CompiledVariant variant)
    {
        foreach (var knob in variant.Declaration.Knobs.Where(knob => !s_bounds.Contains(knob.Name)))
        {
            var others = variant.Declaration.Knobs.Where(other => other.Name != knob.Name);
            var without = VariantCompiler.Compile(variant.Declaration with { Knobs = new EquatableArray<Knob>(others) });
            if (without.Net?.Spec == variant.Net!.Spec)
                yield return $"{knob.Name}: {DeclarationText.Print(variant.Declaration)}";
        }
    }

    private static IEnumerable<string> NamesIn(string arguments) => arguments.StartsWith('"')
        ? []
        : arguments.Split(", ").Select(argument => argument.Split(" = ")[0]);
}
