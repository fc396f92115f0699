using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>The class name that a variant's name gives.</summary>
public sealed class VariantNameTests
{
    [Theory]
    [InlineData("vgg13_bn", "Vgg13Bn")]
    [InlineData("vgg12-bn", "Vgg12Bn")]
    [InlineData("resnext50_32x4d", "Resnext50_32x4d")]
    [InlineData("wide_resnet50_2", "WideResnet50_2")]
    [InlineData("a_1", "A1")]
    [InlineData("a1_b", "A1B")]
    [InlineData("a__b", "AB")]
    [InlineData("_vgg_", "Vgg")]
    [InlineData("1_2_a", "")]
    [InlineData("a1__2-3", "A1_2_3")]
    [InlineData("class", "Class")]
    [InlineData("Vgg16", "Vgg16")]
    [InlineData("résnet", "Résnet")]
    [InlineData("モデル", "モデル")]
    [InlineData("Ⅷ_net", "ⅧNet")]
    [InlineData("a9_9", "A9_9")]
    [InlineData("a٣_٣", "A٣_٣")]
    [InlineData("aʰ", "Aʰ")]
    [InlineData("ǅa", "Ǆa")]
    [InlineData("कि", "कि")]
    [InlineData("e\u0301", "E\u0301")]
    public void A_name_gives_an_identifier(string name, string identifier) => Assert.Equal(identifier, Compile(name).Identifier);

    [Theory]
    [InlineData(null, 0, 0, "it is empty")]
    [InlineData("", 0, 0, "it is empty")]
    [InlineData("-_", 0, 0, "it holds neither a letter nor a digit")]
    [InlineData("2net", 0, 0, "a class name starts with a letter")]
    [InlineData("vgg 16", 3, 1, "a class name cannot contain ' '")]
    [InlineData("vgg.16", 3, 1, "a class name cannot contain '.'")]
    [InlineData("@vgg", 0, 1, "a class name cannot contain '@'")]
    [InlineData("vgg\u200b16", 3, 1, "a class name cannot contain '\u200b'")]
    [InlineData("vgg😀", 3, 2, "a class name cannot contain '😀'")]
    public void A_name_without_an_identifier_is_reported_with_the_reason(string? name, int start, int length, string reason)
    {
        var problem = Assert.Single(Compile(name).Problems);

        Assert.Equal(
            (DiagnosticIds.BadName, Problem.NameArgument, start, length), (problem.Id, problem.Argument, problem.Start, problem.Length));
        Assert.Equal([name ?? "", reason], problem.Details);
    }

    [Fact]
    public void A_name_too_long_for_the_compiler_is_refused()
    {
        Assert.Empty(Compile(new string('a', 200)).Problems);
        Assert.Equal("it has more than 200 characters", Assert.Single(Compile(new string('a', 201)).Problems).Details[1]);
    }

    private static CompiledVariant Compile(string? name) => VariantCompiler.Compile(Variants.Declare("VggVariant", name, "8"));
}
