using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Emission;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Whole files, to be read.</summary>
public sealed class EmitterTests
{
    private static readonly TargetType s_zoo = new("Users", default, "Zoo", default, IsStatic: true, UsesAliases: true);

    [Fact]
    public void Vgg() => Code(Emit("VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\")"));

    [Fact]
    public void ResNet() => Code(Emit("ResNetVariant(\"resnet14\", \"2,2,1,1\", NumClasses = 10)"));

    [Fact]
    public void Bottleneck_with_all_knobs() => Code(Emit(
        "ResNetVariant(\"resnext32\", \"2,6,2\", Block = ResNetBlock.Bottleneck, Widths = \"16,32,64\", Stem = Stem.Small, Groups = 4, "
        + "WidthPerGroup = 32, ZeroInitResidual = true, ReplaceStrideWithDilation = \"0,1\", InChannels = 1, ImageSize = 32)"));

    [Fact]
    public void DenseNet() =>
        Code(
            Emit("DenseNetVariant(\"densenet83\", \"3,6,18,12\", GrowthRate = 48, NumInitFeatures = 96, DropRate = 0.1, NumClasses = 10)"));

    [Fact]
    public void MobileNetV2() =>
        Code(Emit("MobileNetV2Variant(\"mobilenet\", \"ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32\", NumClasses = 10, ImageSize = 64)"));

    [Fact]
    public void MobileNetV3() =>
        Code(Emit(
            "MobileNetV3Variant(\"mobilenet\", \"ir_x16_c16_nre, ir_r2_k5_s2_e3_c24_se0.25_nre, ir_s2_x240_c80\", "
            + "NumClasses = 10, ImageSize = 64)"));

    [Fact]
    public void EfficientNet() => Code(Emit(
        "EfficientNetVariant(\"efficientnet\", \"cn_r2_c32_skip, er_r4_s2_e4_c48, ir_r3_k5_s2_e6_c64_se0.25\", "
        + "NumClasses = 10, ImageSize = 64)"));

    [Fact]
    public void RegNet() =>
        Code(Emit("RegNetVariant(\"regnet_y\", Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, SERatio = 0.25, NumClasses = 10)"));

    [Fact]
    public void ConvNeXt() => Code(Emit("ConvNeXtVariant(\"convnext_atto\", \"2,2,6,2\", Widths = \"40,80,160,320\", NumClasses = 10)"));

    [Fact]
    public void ViT() => Code(Emit(
        "ViTVariant(\"vit_small\", PatchSize = 4, NumLayers = 6, NumHeads = 3, HiddenDim = 192, MlpDim = 384, Dropout = 0.1, "
        + "ImageSize = 32, NumClasses = 10)"));

    [Fact]
    public void Zoo_with_an_invalid_variant() => Code(Emitter.Emit(
        s_zoo,
        EquatableArray<EmittedVariant>.Of(
            Variants.Read("VggVariant(\"vgg_tiny\", \"8,M\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 16)").Valid(),
            new EmittedVariant.Invalid(
                VariantCompiler.Compile(Variants.Vgg("x1")), "NV2001: 'x1' is not valid here: expected a number of channels or M"))));

    [Fact]
    public void Zoo_of_shared_blocks() => Code(Emitter.Emit(
        s_zoo,
        EquatableArray<EmittedVariant>.Of(
            Variants.Read("DenseNetVariant(\"densenet5\", \"1\", ImageSize = 32)").Valid(),
            Variants.Read("DenseNetVariant(\"densenet7\", \"2\", ImageSize = 32)").Valid())));

    [Theory]
    [InlineData("VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\")", 9_000, 6_500)]
    [InlineData(
        "EfficientNetVariant(\"efficientnet_b0\", \"ds_c16_se0.25, ir_r2_s2_e6_c24_se0.25, ir_r2_k5_s2_e6_c40_se0.25, "
        + "ir_r3_s2_e6_c80_se0.25, ir_r3_k5_e6_c112_se0.25, ir_r4_k5_s2_e6_c192_se0.25, ir_e6_c320_se0.25\")",
        16_000, 11_500)]
    [InlineData("DenseNetVariant(\"densenet201\", \"6,12,48,32\")", 18_000, 8_000)]
    [InlineData("ViTVariant(\"vit_b_16\")", 16_000, 11_000)]
    [InlineData("ConvNeXtVariant(\"convnext_tiny\", \"3,3,9,3\")", 16_000, 11_500)]
    public void A_file_is_small(string declaration, int characters, int codeCharacters)
    {
        var text = Emit(declaration);

        Assert.InRange(text.Length, 0, characters);
        Assert.InRange(
            text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Sum(line => line.Length + 1),
            0,
            codeCharacters);
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

    /// <summary>Beside what a line cannot part: the declaration's text, the list of a zoo's names, and rows of the remarks.</summary>
    [Fact]
    public void Lines_have_at_most_140_columns_beside_declarations_names_and_rows_of_the_remarks()
    {
        var files = ReadyMadeDeclarations.All().GroupBy(declaration => declaration.Attribute).Select(family => Emitter.Emit(
            s_zoo, new EquatableArray<EmittedVariant>(family.Select(declaration => declaration.Valid())))).ToArray();
        var found =
            from file in files
            from line in file.Split('\n')
            let text = line.Trim()
            where line.Length > 140
                && !text.StartsWith("public const string Declaration", StringComparison.Ordinal)
                && !text.Contains("\"There is no variant", StringComparison.Ordinal)
                && !(text.StartsWith("///", StringComparison.Ordinal) && !text.Contains('<', StringComparison.Ordinal))
            select line;

        Assert.Equal(9, files.Length);
        Assert.Empty(found);
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
    [InlineData("VggVariant(\"vgg\", \"8,M\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 64, NumClasses = 10)", "MMACs")]
    [InlineData("VggVariant(\"vgg\", \"8,M\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 4, NumClasses = 10)", " MACs")]
    public void Remarks_give_multiply_accumulates_in_a_unit_that_shows_them(string declaration, string unit)
    {
        var text = Emit(declaration);

        Assert.Matches(@$"/// (?!0\.000)[\d,.]+ ?{unit} and", text);
    }

    [Fact]
    public void Remarks_show_a_normalisation_of_pixels_as_one_layer()
    {
        var text = Emit("ResNetVariant(\"resnet\", \"1,1\", Norm = Norm.LayerNorm)");

        Assert.Contains("/// bn1      LayerNorm2d 64                         [N, 64, 112, 112]  128\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_stem_is_no_stage()
    {
        var text = Emit("ResNetVariant(\"resnet\", \"1,1\", Stem = Stem.Deep, StemWidth = 32)");

        Assert.Contains("torch.Tensor stemMaps = conv1.call(input);", text, StringComparison.Ordinal);
        Assert.Contains("torch.Tensor stage1 = layer1.call(", text, StringComparison.Ordinal);
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

    private static void Code(string text, [CallerMemberName] string member = "")
    {
        Snapshot.Match(text, "cs", member: member);
        Assert.DoesNotContain(Compiler.Compile(text, "").GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static string Emit(string declaration)
    {
        var variant = VariantCompiler.Compile(Variants.Read(declaration));
        return Emitter.Emit(
            s_zoo with { Name = variant.Identifier, IsStatic = false },
            EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(variant)));
    }
}
