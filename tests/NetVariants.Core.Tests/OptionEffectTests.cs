using System.Linq;
using System.Threading;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>Options without which the network is the same.</summary>
public sealed class OptionEffectTests
{
    [Theory]
    [InlineData("VggVariant(\"net\", \"64s2,A\", AntiAlias = AntiAlias.Blur)", "AntiAlias")]
    [InlineData("ResNetVariant(\"net\", \"1\", StochasticDepthProb = 0.2)", "StochasticDepthProb")]
    [InlineData("ResNetVariant(\"net\", \"2\", AvgDown = true)", "AvgDown")]
    [InlineData("ResNetVariant(\"net\", \"2,1_s1_w64\", DownKernelSize = 3)", "DownKernelSize")]
    [InlineData("ResNetVariant(\"net\", \"2\", Stem = Stem.Small, AntiAlias = AntiAlias.Avg)", "AntiAlias")]
    [InlineData("ResNetVariant(\"net\", \"2_se,1_none\", Attention = Attention.CBAM)", "Attention")]
    [InlineData("ResNetVariant(\"net\", \"2_nsi,1_nge\", Activation = Activation.Mish)", "")]
    [InlineData("ResNetVariant(\"net\", \"2_g2_bottle,1_g4_bottle\", Groups = 8)", "Groups")]
    [InlineData("ResNetVariant(\"net\", \"2_basic,1_basic\", Block = ResNetBlock.Bottleneck)", "Block")]
    [InlineData("ResNetVariant(\"net\", \"1_w8,2*1_w16\", Widths = \"32,2*64\")", "Widths")]
    [InlineData("ResNetVariant(\"net\", \"2,1\", OutputStride = 16)", "OutputStride")]
    [InlineData("ResNetVariant(\"net\", \"2_bottle,1_s1_bottle\", ReplaceStrideWithDilation = \"1\")", "ReplaceStrideWithDilation")]
    [InlineData("ResNetVariant(\"net\", \"2_w16\", Attention = Attention.SE, SERatio = 0.1)", "SERatio")]
    [InlineData("DenseNetVariant(\"net\", \"2\", Compression = 0.3)", "Compression")]
    [InlineData("EfficientNetVariant(\"net\", \"ir_c16,cn_k1_c64\", LastChannel = 99)", "LastChannel")]
    [InlineData("EfficientNetVariant(\"net\", \"ir_c32,ir_s2_c64\", StochasticDepthProb = 0.5)", "StochasticDepthProb")]
    [InlineData("MobileNetV2Variant(\"net\", \"ir_c32,ir_s2_c64\", StochasticDepthProb = 0.5)", "StochasticDepthProb")]
    [InlineData("MobileNetV2Variant(\"net\", \"ir_c32\", RoundNearest = 4)", "RoundNearest")]
    [InlineData("MobileNetV3Variant(\"net\", \"ir_c32\", WidthMult = 1.01, LastChannel = 64)", "WidthMult")]
    [InlineData("EfficientNetVariant(\"net\", \"cn_c16\", DepthMult = 0.9)", "DepthMult")]
    [InlineData("RegNetVariant(\"net\", \"1\", StochasticDepthProb = 0.5)", "StochasticDepthProb")]
    [InlineData("ConvNeXtVariant(\"net\", \"1\", StochasticDepthProb = 0.3)", "StochasticDepthProb")]
    [InlineData("ViTVariant(\"net\", NumLayers = 1, StochasticDepthProb = 0.1, HiddenDim = 96)", "StochasticDepthProb")]
    [InlineData("ResNetVariant(\"net\", \"1\", AvgDown = true, StochasticDepthProb = 0.2)", "AvgDown, StochasticDepthProb")]
    public void An_option_without_which_the_network_is_the_same_has_no_effect(string declaration, string options) =>
        Assert.Equal(options, WithoutEffect(Variants.Read(declaration)));

    [Theory]
    [InlineData("VggVariant(\"net\", \"64,M\", InitWeights = false, Dropout = 0.1)")]
    [InlineData("ResNetVariant(\"net\", \"2,2\", ZeroInitResidual = true, InChannels = 1, ImageSize = 32, NumClasses = 10)")]
    [InlineData("ResNetVariant(\"net\", \"2,2\", NormMomentum = 0.01, Dropout = 0.5, GlobalPool = GlobalPool.Max)")]
    [InlineData("DenseNetVariant(\"net\", \"2\", BnSize = 2, DropRate = 0.1)")]
    public void Options_of_weights_images_and_classes_have_effect(string declaration) =>
        Assert.Empty(WithoutEffect(Variants.Read(declaration)));

    [Theory]
    [InlineData("VggVariant(\"net\", \"64\", AntiAlias = AntiAlias.None, BatchNorm = false)")]
    [InlineData("ResNetVariant(\"net\", \"1\", StochasticDepthProb = 0, AvgDown = false, OutputStride = 32, StemWidth = 64)")]
    [InlineData("ResNetVariant(\"net\", \"1,1\", Widths = \"64, 128\", NormEps = 1e-05, ReplaceStrideWithDilation = \"0\")")]
    [InlineData("ResNetVariant(\"net\", \"1,1,1,1\", Widths = \"64, 128,1*256,512\", ReplaceStrideWithDilation = \"3*0\")")]
    [InlineData("ResNetVariant(\"net\", \"1,1,1,1\", ReplaceStrideWithDilation = \"2 * 0, 0\")")]
    [InlineData("ResNetVariant(\"net\", \"1,1\", Stem = Stem.Deep, StemWidth = 64, Attention = Attention.SE, SERatio = 0.0625)")]
    [InlineData("RegNetVariant(\"net\", \"1,1\", Widths = \"64,128\", GroupWidth = 8)")]
    [InlineData("ConvNeXtVariant(\"net\", \"1,1\", Widths = \"96,192\", NormEps = 1e-06)")]
    [InlineData("EfficientNetVariant(\"net\", \"ir_c16\", LastChannel = 64)")]
    public void A_default_may_be_written_out(string declaration) => Assert.Empty(WithoutEffect(Variants.Read(declaration)));

    [Fact]
    public void The_effect_of_an_option_is_measured_over_the_base()
    {
        var bases = EquatableArray<VariantDeclaration>.Of(Variants.ResNet("2", ("StochasticDepthProb", 0.2), ("AvgDown", true)));
        string Of(string? layers, params (string, object)[] knobs) => WithoutEffect(Variants.ResNet(layers, knobs), bases);

        Assert.Empty(Of(null, ("StochasticDepthProb", 0.0)));
        Assert.Empty(Of(null, ("StochasticDepthProb", 0.2), ("AvgDown", true)));
        Assert.Empty(Of("1"));
        Assert.Equal("StochasticDepthProb", Of("1", ("StochasticDepthProb", 0.4)));
    }

    [Fact]
    public void Random_networks_are_the_same_without_the_options_that_are_found()
    {
        var found = 0;
        foreach (var declaration in RandomDeclarations.Take(900, seed: 16))
        {
            if (VariantCompiler.Compile(declaration).Net is not { } net)
                continue;
            foreach (var (spec, _) in OptionEffects.WithoutEffect(declaration, default, net, CancellationToken.None))
            {
                var other = (declaration with
                {
                    Knobs = new EquatableArray<Knob>(declaration.Knobs.Where(knob => knob.Name != spec.Name)),
                }).Net();

                Assert.Equal(
                    (net.ParameterCount, net.Macs, net.ActivationBytes, net.LayerCount),
                    (other.ParameterCount, other.Macs, other.ActivationBytes, other.LayerCount));
                Assert.Equal(StateDict.Of(net), StateDict.Of(other));
                found++;
            }
        }

        Assert.InRange(found, 50, 900);
    }

    private static string WithoutEffect(VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases = default) =>
        string.Join(
            ", ",
            OptionEffects.WithoutEffect(declaration, bases, declaration.Over(bases).Net(), CancellationToken.None)
                .Select(option => option.Spec.Name));
}
