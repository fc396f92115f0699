using System;
using System.Linq;
using System.Threading;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>The contract of <see cref="VariantCompiler"/>.</summary>
public sealed class VariantCompilerTests
{
    [Fact]
    public void Equal_declarations_give_equal_results()
    {
        var first = RandomDeclarations.Take(60, seed: 3).Select(declaration => VariantCompiler.Compile(declaration)).ToList();
        var second = RandomDeclarations.Take(60, seed: 3).Select(declaration => VariantCompiler.Compile(declaration)).ToList();

        Assert.Equal(first, second);
        Assert.Equal(first.Select(variant => variant.GetHashCode()), second.Select(variant => variant.GetHashCode()));
        Assert.Equal(60, first.Distinct().Count());
    }

    [Fact]
    public void There_is_a_network_exactly_when_there_are_no_problems()
    {
        var variants = RandomDeclarations.Take(300, seed: 4).Select(declaration => VariantCompiler.Compile(declaration)).ToList();

        Assert.All(variants, variant => Assert.Equal(variant.Problems.Count == 0, variant.Net is not null));
        Assert.Contains(variants, variant => variant.Net is null);
    }

    [Fact]
    public void Cancellation_is_honoured()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.All(FamilyTable.Families, family => Assert.Throws<OperationCanceledException>(
            () => VariantCompiler.Compile(Variants.Declare(family.Attribute, "net", family.DefaultLayers), source.Token)));
    }

    [Fact]
    public void Every_step_of_a_long_compilation_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var spec = Variants.ResNet("2,2").Net().Spec;
        var reader = new DeclarationReader(Variants.ResNet("2,2"), new ProblemList(), source.Token);
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => reader.Numbers("layers", "2,2", "a number", "numbers", 4));
        Assert.Throws<OperationCanceledException>(() => Expansion.Expand(spec, out _, source.Token));
    }

    [Fact]
    public void An_unknown_attribute_throws() =>
        Assert.Throws<ArgumentException>(() => VariantCompiler.Compile(Variants.Declare("InceptionVariant", "net", "8")));

    [Theory]
    [InlineData("VggVariant")]
    [InlineData("ResNetVariant")]
    [InlineData("DenseNetVariant")]
    public void No_layer_string_throws(string attribute)
    {
        const string Alphabet = "0123456789,,,M- \t\u2028\ud83dé٣xX.+\0";
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var variant = VariantCompiler.Compile(
                Variants.Declare(attribute, text, text, ("Widths", text), ("ReplaceStrideWithDilation", text)));
            foreach (var problem in variant.Problems.Where(problem => problem.Argument != "NumClasses"))
                Assert.InRange(problem.Start + problem.Length, 0, text.Length);
        }
    }
}
