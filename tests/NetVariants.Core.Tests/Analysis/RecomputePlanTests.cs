using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

public sealed class RecomputePlanTests
{
    private const string DenseNet121 = "DenseNetVariant(\"densenet121\", \"6,12,24,16\")";
    private const string ResNet50 = "ResNetVariant(\"resnet50\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck)";
    private const string Vgg16 = "VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\")";
    private const string ViTB16 = "ViTVariant(\"vit_b_16\")";
    private const string MobileNetV2 =
        "MobileNetV2Variant(\"mobilenet_v2\", \"ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32, ir_r4_s2_e6_c64, ir_r3_e6_c96, ir_r3_s2_e6_c160, "
        + "ir_e6_c320\")";

    [Theory]
    [InlineData(DenseNet121, 0.375)]
    [InlineData(ResNet50, 0.375)]
    [InlineData(Vgg16, 0.75)]
    [InlineData(ViTB16, 0.375)]
    [InlineData(MobileNetV2, 0.375)]
    public void A_fraction_of_the_activations_is_kept(string declaration, double share)
    {
        var net = VariantCompiler.Compile(declaration).Net!;

        var plan = RecomputePlan.Of(net);

        var ratio = (double)plan.ActivationBytes / net.ActivationBytes;
        Assert.True(ratio <= share, $"{ratio:F3}: {string.Join(" | ", plan.Parts.Select(part => string.Join(' ', part.Modules)))}");
    }

    [Theory]
    [InlineData(DenseNet121)]
    [InlineData(ResNet50)]
    [InlineData(Vgg16)]
    [InlineData(ViTB16)]
    [InlineData(MobileNetV2)]
    public void Parts_are_modules_in_the_networks_order(string declaration)
    {
        var net = VariantCompiler.Compile(declaration).Net!;
        string[] layers = [.. net.Graph.Nodes.Select(node => node.Path).Where(path => path.Length > 0)];

        var modules = RecomputePlan.Of(net).Parts.SelectMany(part => part.Modules).ToList();

        Assert.Equal(modules.Count, modules.Distinct().Count());
        int[] places =
        [
            .. modules.Select(
                module => Array.FindIndex(layers, path => path == module || path.StartsWith(module + ".", StringComparison.Ordinal))),
        ];
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
    }

    /// <summary>A Sequential hands its ReLU's input over to be overwritten: it is not there any more when it would be needed.</summary>
    [Fact]
    public void No_part_begins_with_what_overwrites_its_input()
    {
        var net = VariantCompiler.Compile(Vgg16).Net!;
        var overwriting = net.Graph.Nodes.Where(node => node.Overwrites >= 0).Select(node => node.Path).ToHashSet();

        Assert.All(RecomputePlan.Of(net).Parts, part => Assert.DoesNotContain(part.Modules[0], overwriting));
        Assert.Contains(RecomputeUnit.Find(net), unit => overwriting.Contains(unit.Path) && !unit.KeepsInput);
    }

    /// <summary>Its layers take all before them: layer by layer, the inputs alone would grow with the square of their number.</summary>
    [Fact]
    public void A_dense_block_is_computed_again_in_groups_of_layers()
    {
        var plan = RecomputePlan.Of(VariantCompiler.Compile(DenseNet121).Net!);

        Assert.Contains(plan.Parts, part => part.Modules.Count(path => path.Contains("denselayer", StringComparison.Ordinal)) > 1);
    }

    /// <summary>Their backward pass comes first, when nothing else was computed again.</summary>
    [Fact]
    public void The_last_layers_are_kept()
    {
        var net = VariantCompiler.Compile(DenseNet121).Net!;

        var modules = RecomputePlan.Of(net).Parts.SelectMany(part => part.Modules).ToList();

        Assert.DoesNotContain("features.norm5", modules);
        Assert.DoesNotContain(modules, path => path.StartsWith("features.denseblock4", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_computed_again_where_it_would_save_nothing()
    {
        var net = VariantCompiler.Compile("VggVariant(\"tiny\", \"8\", AvgPoolSize = 1, HiddenFeatures = 8, ImageSize = 8)").Net!;

        var plan = RecomputePlan.Of(net);

        Assert.InRange(plan.ActivationBytes, 1, net.ActivationBytes);
        Assert.Equal(plan.Parts.Count == 0, plan.ActivationBytes == net.ActivationBytes);
    }

    [Fact]
    public void All_ready_made_networks_have_a_plan()
    {
        foreach (var net in ReadyMadeDeclarations.All().Select(declaration => VariantCompiler.Compile(declaration).Net!))
            Assert.True(RecomputePlan.Of(net).ActivationBytes < 0.8 * net.ActivationBytes, net.Spec.Family);
    }
}
