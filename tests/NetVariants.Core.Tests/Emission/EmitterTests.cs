using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Compilation;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Whole files, to be read.</summary>
public sealed class EmitterTests
{
    private const int MostLines = 300;

    private static readonly TargetType s_zoo = new("Users", default, "Zoo", default, IsStatic: true, UsesAliases: true);

    [Theory]
    [MemberData(nameof(FamilyCase.Families), MemberType = typeof(FamilyCase))]
    public void A_family_gives_the_recorded_file(string family) => Code(Emit(FamilyCase.Find(family).Declaration), family);

    [Fact]
    public void A_bottleneck_takes_all_knobs() => Code(Emit(
        "ResNetVariant(\"resnext32\", \"2,6,2\", Block = ResNetBlock.Bottleneck, Widths = \"16,32,64\", Stem = Stem.Small, Groups = 4, "
        + "WidthPerGroup = 32, ZeroInitResidual = true, ReplaceStrideWithDilation = \"0,1\", InChannels = 1, ImageSize = 32)"));

    [Fact]
    public void A_memory_efficient_network_computes_bottlenecks_again() =>
        Code(Emit("DenseNetVariant(\"densenet\", \"2,4\", DropRate = 0.1, MemoryEfficient = true, NumClasses = 10)"));

    [Fact]
    public void A_zoo_keeps_an_invalid_variant() => Code(Emitter.Emit(
        s_zoo,
        EquatableArray<EmittedVariant>.Of(
            Variants.Read("VggVariant(\"vgg_tiny\", \"8,M\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 16)").Valid(),
            new EmittedVariant.Invalid(
                VariantCompiler.Compile(Variants.Vgg("x1")), "NV2001: 'x1' is not valid here: expected a number of channels or M"))));

    [Fact]
    public void A_zoo_has_the_blocks_that_its_variants_share() => Code(Emitter.Emit(
        s_zoo,
        EquatableArray<EmittedVariant>.Of(
            Variants.Read("MobileNetV2Variant(\"one\", \"ir_c32\", LastChannel = 32, ImageSize = 32)").Valid(),
            Variants.Read("MobileNetV2Variant(\"two\", \"ir_r2_c32\", LastChannel = 32, ImageSize = 32)").Valid())));

    [Fact]
    public void A_derived_variant_says_what_changed() => Code(Emitter.Emit(
        s_zoo,
        EquatableArray<EmittedVariant>.Of(Derived("ResNetVariant(\"resnet_se\", \"1,1\", Attention = Attention.SE, NumClasses = 10)"))));

    [Theory]
    [MemberData(nameof(FamilyCase.Families), MemberType = typeof(FamilyCase))]
    public void A_file_is_small(string family)
    {
        var row = FamilyCase.Find(family);
        var text = Emit(row.Published);

        Assert.InRange(text.Length, 0, row.Characters);
        Assert.InRange(
            text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Sum(line => line.Length + 1),
            0,
            row.CodeCharacters);
    }

    /// <summary>Half of what it was before a zoo had its blocks in common.</summary>
    [Fact]
    public void The_zoo_of_residual_networks_is_small()
    {
        var variants = ReadyMadeDeclarations.Zoo("ResNet");

        var text = Emitter.Emit(s_zoo with { Namespace = "NetVariants.Models", Name = "ResNet" }, variants);

        Assert.Equal(11, variants.Count);
        Assert.InRange(text.Length, 0, 217_970 / 2);
    }

    [Fact]
    public void Lines_have_at_most_140_columns()
    {
        string[] zoos = [.. ReadyMadeDeclarations.Zoos];
        var files = zoos.Select(zoo => Emitter.Emit(s_zoo, ReadyMadeDeclarations.Zoo(zoo))).Append(Emitter.Emit(
            s_zoo,
            EquatableArray<EmittedVariant>.Of(
                Derived("ResNetVariant(\"resnet_mixed\", \"2,2_se,2,2_eca\", Activation = Activation.Mish, Norm = Norm.GroupNorm, "
                    + "Attention = Attention.CBAM, StochasticDepthProb = 0.25, AntiAlias = AntiAlias.Blur, Stem = Stem.Deep)"),
                Variants.Read("DenseNetVariant(\"densenet\", \"2,2\", MemoryEfficient = true)").Valid(),
                new EmittedVariant.Invalid(VariantCompiler.Compile(Variants.Vgg("x1")), new string('x', 500)))));
        var found =
            from file in files
            from line in file.Split('\n')
            where line.Length > 140
            select line;

        Assert.Equal(8, zoos.Length);
        Assert.Empty(found);
    }

    /// <summary>Also where no line can part them at a comma, and where a character is two.</summary>
    [Theory]
    [InlineData("VggVariant(\"vgg\", \"64,M\")")]
    [InlineData("VggVariant(\"a \\\"name\\\" of 🦊 and \\\\\", \"64,M,128,M,64\", BatchNorm = true)")]
    [InlineData("🦊")]
    public void A_literal_that_takes_several_lines_has_the_value(string text)
    {
        foreach (var value in (string[])[text, string.Concat(Enumerable.Repeat(text, 20))])
        {
            var writer = new SourceWriter(nullableSyntax: true, TorchNames.Qualified);
            writer.Write("public const string Declaration =").Literal(value, ";");
            var code = writer.Finish();

            Assert.All(code.Split('\n'), line => Assert.InRange(line.Length, 0, 140));
            var literals = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>();
            Assert.Equal(value, string.Concat(literals.Select(literal => literal.Token.ValueText)));
        }
    }

    [Fact]
    public void A_block_without_parameters_takes_no_device_and_no_element_type()
    {
        var text = Emit("ConvNeXtVariant(\"convnext\", \"1,1\", Widths = \"8,16\", StochasticDepthProb = 0.1)");

        Assert.Contains("public StochasticDepth(double probability)\n", text, StringComparison.Ordinal);
        Assert.Matches(@"new StochasticDepth\([^,]*\);", text);
    }

    [Theory]
    [InlineData("VggVariant(\"vgg16\", \"64,64,M,128,M,256,M,512,M,512,M\")", "GMACs")]
    [InlineData("VggVariant(\"vgg\", \"16,M\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 64, NumClasses = 10)", "MMACs")]
    [InlineData("VggVariant(\"vgg\", \"8,M\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 4, NumClasses = 10)", " MACs")]
    public void Remarks_give_multiply_accumulates_in_a_unit_that_shows_them(string declaration, string unit)
    {
        var text = Emit(declaration);

        Assert.Matches(@$"/// (?!0\.000)[\d,.]+ ?{unit} and", text);
    }

    [Fact]
    public void Remarks_show_a_normalization_of_pixels_as_one_layer()
    {
        var text = Emit("ResNetVariant(\"resnet\", \"1,1\", Norm = Norm.LayerNorm)");

        Assert.Contains("/// bn1      LayerNorm2d 64                         [N, 64, 112, 112]  128\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_stem_is_no_stage()
    {
        var text = Emit("ResNetVariant(\"resnet\", \"1,1\", Stem = Stem.Deep, StemWidth = 32)");

        Assert.Contains("var stemMaps = conv1.call(input);", text, StringComparison.Ordinal);
        Assert.Contains("var stage1 = layer1.call(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_takes_one_variant()
    {
        var model = s_zoo with { IsStatic = false };
        var variant = Variants.Read("VggVariant(\"vgg\", \"8\")").Valid();

        Assert.Throws<ArgumentException>(() => Emitter.Emit(model, default));
        Assert.Throws<ArgumentException>(() => Emitter.Emit(model, EquatableArray<EmittedVariant>.Of(variant, variant)));
    }

    [Fact]
    public void A_variant_with_problems_is_not_valid()
    {
        var variant = new EmittedVariant.Valid(VariantCompiler.Compile(Variants.Vgg("x")));

        Assert.Throws<ArgumentException>(() => Emitter.Emit(s_zoo, EquatableArray<EmittedVariant>.Of(variant)));
    }

    /// <summary>The text compiles and equals its record: two snapshots where it is long, up to the first model's end and after.</summary>
    private static void Code(string text, [CallerMemberName] string member = "")
    {
        const string End = "\n    }\n\n";
        var model = text.Count(character => character == '\n') <= MostLines
            ? text.Length
            : text.IndexOf(End, text.IndexOf(" forward(", StringComparison.Ordinal), StringComparison.Ordinal) + End.Length - 1;
        Snapshot.Match(text[..model], "cs", member: member);
        if (model < text.Length)
            Snapshot.Match(text[model..], "cs", member: member + "_continued");
        Assert.DoesNotContain(Compiler.Compile(text, "").GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>The variant, made from a network of the same layers.</summary>
    private static EmittedVariant.Valid Derived(string declaration)
    {
        var variant = VariantCompiler.Compile(Variants.Read(declaration));
        return new EmittedVariant.Valid(variant with
        {
            Base = VariantCompiler.Compile(Variants.Read("ResNetVariant(\"resnet10\", \"1,1\", NumClasses = 10)")),
            BaseName = "Zoo.Resnet10",
        });
    }

    private static string Emit(string declaration)
    {
        var variant = VariantCompiler.Compile(Variants.Read(declaration));
        return Emitter.Emit(
            s_zoo with { Name = variant.Identifier, IsStatic = false },
            EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(variant)));
    }
}
