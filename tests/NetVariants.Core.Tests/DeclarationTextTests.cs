using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Ir;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>A declaration's text says what the declaration says, and no more.</summary>
public sealed class DeclarationTextTests
{
    [Fact]
    public void Defaults_blanks_and_order_are_not_told()
    {
        var declaration = Variants.ResNet(
            " 2, 2 ", ("NumClasses", 10), ("Widths", "8, 16"), ("InChannels", 1), ("InChannels", 3), ("Block", 1), ("Stem", 0), ("ZeroInitResidual", true));

        Assert.Equal(
            "ResNetVariant(\"resnet\", \"2,2\", Block = ResNetBlock.Bottleneck, Widths = \"8,16\", ZeroInitResidual = true, NumClasses = 10)",
            DeclarationText.Print(declaration));
    }

    [Fact]
    public void A_text_read_again_is_the_same_declaration()
    {
        foreach (var declaration in RandomDeclarations.Take(300, seed: 1))
        {
            var canonical = DeclarationText.Canonical(declaration);
            Assert.Equal(canonical, DeclarationText.Parse(DeclarationText.Print(declaration)));
            Assert.Equal(Layers(declaration), Layers(canonical));
        }
    }

    /// <summary>What the network is; where its tokens stand differs where blanks were left out.</summary>
    private static IEnumerable<(string, Op)>? Layers(VariantDeclaration declaration) =>
        VariantCompiler.Compile(declaration).Net?.Graph.Nodes.Select(node => (node.Path, node.Op));

    [Theory]
    [InlineData("a\"b\\c")]
    [InlineData("résnet\u2028\u0000\ud83d")]
    public void Any_name_survives(string name)
    {
        var text = DeclarationText.Print(Variants.Declare("VggVariant", name, "8"));

        Assert.All(text, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(name, DeclarationText.Parse(text)!.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("VggVariant")]
    [InlineData("VggVariant(\"vgg\")")]
    [InlineData("VggVariant(\"vgg\", \"8\"")]
    [InlineData("VggVariant(\"vgg\", \"8\") ;")]
    [InlineData("VggVariant(\"vgg\", \"8)")]
    [InlineData("VggVariant(\"vgg\\x\", \"8\")")]
    [InlineData("VggVariant(\"vgg\", \"8\", Depth = 3)")]
    [InlineData("VggVariant(\"vgg\", \"8\", NumClasses = ten)")]
    [InlineData("VggVariant(\"vgg\", \"8\", BatchNorm = 1)")]
    [InlineData("ResNetVariant(\"resnet\", \"8\", Stem = Small)")]
    [InlineData("Inception(\"x\", \"8\")")]
    public void What_is_no_declaration_reads_as_null(string text) => Assert.Null(DeclarationText.Parse(text));

    [Fact]
    public void Every_prefix_of_a_declaration_is_read_without_a_crash()
    {
        const string Text = "ResNetVariant(\"r\\u0041\", \"2,2\", Block = ResNetBlock.Bottleneck, Widths = \"8,16\", ZeroInitResidual = true, NumClasses = 10)";

        Assert.Equal("rA", DeclarationText.Parse(Text)!.Name);
        Assert.All(Enumerable.Range(0, Text.Length), length => Assert.Null(DeclarationText.Parse(Text[..length])));
    }
}
