using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Graph;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>A declaration's text says what the declaration says, and no more.</summary>
public sealed class DeclarationTextTests
{
    [Fact]
    public void Defaults_blanks_and_order_do_not_change_the_text()
    {
        var declaration = Variants.ResNet(
            " 2, 2 ",
            ("NumClasses", 10),
            ("Widths", "8, 16"),
            ("InChannels", 1),
            ("InChannels", 3),
            ("Block", 1),
            ("Stem", 0),
            ("ZeroInitResidual", true));

        Assert.Equal(
            "ResNetVariant(\"resnet\", \"2,2\", Block = ResNetBlock.Bottleneck, Widths = \"8,16\", ZeroInitResidual = true, "
                + "NumClasses = 10)",
            DeclarationText.Print(declaration));
    }

    [Theory]
    [InlineData(
        "VggVariant(\"net\", \"8\", BatchNorm = true, Dropout = 0.25, InitWeights = false, HiddenFeatures = 8, AvgPoolSize = 1, "
            + "InChannels = 1, ImageSize = 8, NumClasses = 2)")]
    [InlineData(
        "ResNetVariant(\"net\", \"1,1\", Block = ResNetBlock.Bottleneck, Widths = \"8,8\", Stem = Stem.Small, Groups = 2, WidthPerGroup = "
            + "32, ZeroInitResidual = true, "
        + "ReplaceStrideWithDilation = \"1\", InChannels = 1, ImageSize = 8, NumClasses = 2)")]
    [InlineData(
        "DenseNetVariant(\"net\", \"2\", GrowthRate = 8, NumInitFeatures = 8, BnSize = 2, DropRate = 0.1, Compression = 1, Stem = "
            + "Stem.Small, InChannels = 1, ImageSize = 8, "
        + "NumClasses = 2)")]
    public void Options_are_written_in_one_order(string text) => Assert.Equal(text, DeclarationText.Print(DeclarationText.Parse(text)!));

    [Theory]
    [MemberData(nameof(FamilyCase.Families), MemberType = typeof(FamilyCase))]
    public void What_is_written_reads_as_the_same_declaration(string family)
    {
        var declaration = DeclarationText.Canonical(Variants.Read(FamilyCase.Find(family).Declaration));

        Assert.Equal(declaration, DeclarationText.Parse(DeclarationText.Print(declaration)));
    }

    [Fact]
    public void Every_family_has_a_case() => Assert.Equal(
        FamilyTable.Families.Select(family => family.Attribute).Order(),
        FamilyCase.All.Select(row => row.Family + "Variant").Order());

    [Fact]
    public void A_small_number_is_read_as_it_is_written() =>
        Assert.Equal(
            "VggVariant(\"vgg\", \"8\", Dropout = 1E-05)",
            DeclarationText.Print(DeclarationText.Parse("VggVariant(\"vgg\", \"8\", Dropout = 1E-05)")!));

    [Fact]
    public void Any_number_is_read_as_it_is_written()
    {
        var random = new Random(16);
        double[] known = [1e20, 1e-20, double.MaxValue, double.Epsilon, 0.1 + 0.2, 1.0 / 3, 2e16, 123456789e10];
        var bits = Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()));
        var floats = Enumerable.Range(0, 20_000).Select(_ => (double)BitConverter.Int32BitsToSingle(random.Next()));

        foreach (var number in known.Concat(bits).Concat(floats).Where(double.IsFinite))
        {
            foreach (var (attribute, knob) in new[] { ("ConvNeXtVariant", "LayerScale"), ("VggVariant", "Dropout") })
            {
                var declaration = Variants.Declare(attribute, "net", "1", (knob, number));
                Assert.Equal(declaration, DeclarationText.Parse(DeclarationText.Print(declaration)));
            }
        }
    }

    [Fact]
    public void A_list_that_repeats_its_default_is_left_out() =>
        Assert.Equal(
            "ResNetVariant(\"resnet\", \"1,1,1,1\")",
            DeclarationText.Print(Variants.ResNet("1,1,1,1", ("Widths", "64,128,1 * 256,512"), ("ReplaceStrideWithDilation", "3*0"))));

    [Fact]
    public void Control_characters_are_escaped() =>
        Assert.Equal(
            "VggVariant(\" ~}\\u007f\\u001f\", \"8\")", DeclarationText.Print(Variants.Declare("VggVariant", " ~}\u007f\u001f", "8")));

    [Fact]
    public void Any_value_of_an_enum_is_read() =>
        Assert.Equal(0, Assert.Single(DeclarationText.Parse("ResNetVariant(\"resnet\", \"1\", Block = ResNetBlock.Basic)")!.Knobs).Value);

    [Fact]
    public void A_declaration_survives_a_round_trip()
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
    public void Any_name_survives_a_round_trip(string name)
    {
        var text = DeclarationText.Print(Variants.Declare("VggVariant", name, "8"));

        Assert.All(text, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(name, DeclarationText.Parse(text)!.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("VggVariant")]
    [InlineData("VggVariant(\"vgg\", \"8\"")]
    [InlineData("VggVariant(\"vgg\", \"8\") ;")]
    [InlineData("VggVariant(\"vgg\", \"8)")]
    [InlineData("VggVariant(\"vgg\\x\", \"8\")")]
    [InlineData("VggVariant(\"vgg\", \"8\", Depth = 3)")]
    [InlineData("VggVariant(\"vgg\", \"8\", NumClasses = ten)")]
    [InlineData("VggVariant(\"vgg\", \"8\", BatchNorm = 1)")]
    [InlineData("ResNetVariant(\"resnet\", \"8\", Stem = Small)")]
    [InlineData("Inception(\"x\", \"8\")")]
    public void Invalid_text_parses_to_null(string text) => Assert.Null(DeclarationText.Parse(text));

    [Fact]
    public void No_prefix_of_a_declaration_crashes_the_parser()
    {
        const string Text =
            "ResNetVariant(\"r\\u0041\", \"2,2\", Block = ResNetBlock.Bottleneck, Widths = \"8,16\", ZeroInitResidual = true, "
                + "NumClasses = 10)";

        Assert.Equal("rA", DeclarationText.Parse(Text)!.Name);
        Assert.All(Enumerable.Range(0, Text.Length), length => Assert.Null(DeclarationText.Parse(Text[..length])));
    }
}
