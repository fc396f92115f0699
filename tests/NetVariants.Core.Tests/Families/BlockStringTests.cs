using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using Xunit;

namespace NetVariants.Core.Tests.Families;

/// <summary>The families of block strings. The counts are torchvision 0.14's, of the networks of the same names.</summary>
public sealed class BlockStringTests
{
    private const string V2 = "ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32, ir_r4_s2_e6_c64, ir_r3_e6_c96, ir_r3_s2_e6_c160, ir_e6_c320";

    private const string Large =
        "ir_x16_c16_nre, ir_s2_x64_c24_nre, ir_x72_c24_nre, ir_k5_s2_x72_c40_se0.25_nre, ir_r2_k5_x120_c40_se0.25_nre, ir_s2_x240_c80, "
        + "ir_x200_c80, ir_r2_x184_c80, ir_x480_c112_se0.25, ir_x672_c112_se0.25, ir_k5_s2_x672_c160_se0.25, ir_r2_k5_x960_c160_se0.25";

    private const string Small =
        "ir_s2_x16_c16_se0.25_nre, ir_s2_x72_c24_nre, ir_x88_c24_nre, ir_k5_s2_x96_c40_se0.25, ir_r2_k5_x240_c40_se0.25, "
        + "ir_k5_x120_c48_se0.25, ir_k5_x144_c48_se0.25, ir_k5_s2_x288_c96_se0.25, ir_r2_k5_x576_c96_se0.25";

    private const string B =
        "ds_c16_se0.25, ir_r2_s2_e6_c24_se0.25, ir_r2_k5_s2_e6_c40_se0.25, ir_r3_s2_e6_c80_se0.25, ir_r3_k5_e6_c112_se0.25, "
        + "ir_r4_k5_s2_e6_c192_se0.25, ir_e6_c320_se0.25";

    private const string S =
        "cn_r2_c24_skip, er_r4_s2_e4_c48, er_r4_s2_e4_c64, ir_r6_s2_e4_c128_se0.25, ir_r9_e6_c160_se0.25, ir_r15_s2_e6_c256_se0.25";

    private const string M =
        "cn_r3_c24_skip, er_r5_s2_e4_c48, er_r5_s2_e4_c80, ir_r7_s2_e4_c160_se0.25, ir_r14_e6_c176_se0.25, ir_r18_s2_e6_c304_se0.25, "
        + "ir_r5_e6_c512_se0.25";

    private const string L =
        "cn_r4_c32_skip, er_r7_s2_e4_c64, er_r7_s2_e4_c96, ir_r10_s2_e4_c192_se0.25, ir_r19_e6_c224_se0.25, ir_r25_s2_e6_c384_se0.25, "
        + "ir_r7_e6_c640_se0.25";

    // timm's own texts (efficientnet.py, mobilenetv3.py).
    private const string TimmV2 =
        "ds_r1_k3_s1_c16,ir_r2_k3_s2_e6_c24,ir_r3_k3_s2_e6_c32,ir_r4_k3_s2_e6_c64,ir_r3_k3_s1_e6_c96,ir_r3_k3_s2_e6_c160,"
        + "ir_r1_k3_s1_e6_c320";

    private const string TimmLarge =
        "ds_r1_k3_s1_e1_c16_nre,ir_r1_k3_s2_e4_c24_nre,ir_r1_k3_s1_e3_c24_nre,ir_r3_k5_s2_e3_c40_se0.25_nre,ir_r1_k3_s2_e6_c80,"
        + "ir_r1_k3_s1_e2.5_c80,ir_r2_k3_s1_e2.3_c80,ir_r2_k3_s1_e6_c112_se0.25,ir_r3_k5_s2_e6_c160_se0.25,cn_r1_k1_s1_c960";

    private const string TimmB =
        "ds_r1_k3_s1_e1_c16_se0.25,ir_r2_k3_s2_e6_c24_se0.25,ir_r2_k5_s2_e6_c40_se0.25,ir_r3_k3_s2_e6_c80_se0.25,"
        + "ir_r3_k5_s1_e6_c112_se0.25,ir_r4_k5_s2_e6_c192_se0.25,ir_r1_k3_s1_e6_c320_se0.25";

    private const string TimmS =
        "cn_r2_k3_s1_e1_c24_skip,er_r4_k3_s2_e4_c48,er_r4_k3_s2_e4_c64,ir_r6_k3_s2_e4_c128_se0.25,ir_r9_k3_s1_e6_c160_se0.25,"
        + "ir_r15_k3_s2_e6_c256_se0.25";

    [Theory]
    [InlineData("MobileNetV2", V2, "", 3_504_872, 300_774_272, 314, 53, 78_345_984)]
    [InlineData("MobileNetV2", TimmV2, "", 3_504_872, 300_774_272, 314, 53, 78_345_984)]
    [InlineData("MobileNetV2", V2, ", WidthMult = 0.75", 2_636_424, 0, 314, 53, 0)]
    [InlineData("MobileNetV2", V2, ", WidthMult = 1.4", 6_108_776, 0, 314, 53, 0)]
    [InlineData("MobileNetV3", Large, "", 5_483_032, 216_589_760, 312, 48, 44_211_552)]
    [InlineData("MobileNetV3", TimmLarge, "", 5_483_032, 216_589_760, 312, 48, 44_211_552)]
    [InlineData("MobileNetV3", Large, ", WidthMult = 0.75", 3_377_576, 0, 312, 48, 0)]
    [InlineData("MobileNetV3", Small, ", LastChannel = 1024", 2_542_856, 56_510_400, 244, 36, 16_218_272)]
    [InlineData("EfficientNet", B, "", 5_288_548, 385_814_752, 360, 50, 88_362_116)]
    [InlineData("EfficientNet", TimmB, "", 5_288_548, 385_814_752, 360, 50, 88_362_116)]
    [InlineData("EfficientNet", B, ", NumClasses = 10", 4_020_358, 0, 360, 50, 0)]
    [InlineData("EfficientNet", B, ", DepthMult = 1.1", 7_794_184, 569_651_680, 508, 0, 0)]
    [InlineData("EfficientNet", B, ", DepthMult = 1.1, ImageSize = 240", 7_794_184, 686_802_832, 508, 0, 0)]
    [InlineData("EfficientNet", B, ", WidthMult = 1.1, DepthMult = 1.2, ImageSize = 260", 9_109_994, 993_561_872, 508, 0, 0)]
    [InlineData("EfficientNet", B, ", WidthMult = 1.2, DepthMult = 1.4, ImageSize = 300", 12_233_232, 1_827_141_392, 574, 0, 0)]
    [InlineData("EfficientNet", B, ", WidthMult = 1.4, DepthMult = 1.8, ImageSize = 380", 19_341_616, 4_393_771_024, 706, 0, 0)]
    [InlineData("EfficientNet", B, ", WidthMult = 1.6, DepthMult = 2.2, ImageSize = 456", 30_389_784, 10_266_384_752, 854, 0, 0)]
    [InlineData("EfficientNet", B, ", WidthMult = 1.8, DepthMult = 2.6, ImageSize = 528", 43_040_704, 19_067_593_536, 986, 0, 0)]
    [InlineData("EfficientNet", B, ", WidthMult = 2, DepthMult = 3.1, ImageSize = 600", 66_347_960, 37_745_884_192, 1200, 164, 0)]
    [InlineData("EfficientNet", S, ", StemWidth = 24, LastChannel = 1280", 21_458_488, 2_849_895_872, 782, 111, 154_696_840)]
    [InlineData("EfficientNet", TimmS, ", StemWidth = 24, LastChannel = 1280, ImageSize = 384", 21_458_488, 8_365_617_152, 782, 111, 0)]
    [InlineData("EfficientNet", M, ", StemWidth = 24, LastChannel = 1280, ImageSize = 480", 54_139_356, 24_582_460_384, 1120, 0, 0)]
    [InlineData("EfficientNet", L, ", LastChannel = 1280, ImageSize = 480", 118_515_272, 56_079_699_008, 1548, 0, 0)]
    public void A_network_has_torchvisions_counts(
        string family, string blocks, string knobs, long parameters, long macs, int entries, int layers, long activations)
    {
        var network = Variants.Read($"{family}Variant(\"net\", \"{blocks}\"{knobs})").Net();

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(entries, StateDict.Of(network).Count);
        // 0 stands for what was not measured.
        Assert.Equal(
            (Or(macs, network.Macs), Or(layers, network.LayerCount), Or(activations, network.ActivationBytes)),
            (network.Macs, network.LayerCount, network.ActivationBytes));

        static long Or(long expected, long actual) => expected == 0 ? actual : expected;
    }

    [Theory]
    [InlineData("ir_c16", "ir_r1_k3_s1_e1_c16")]
    [InlineData("ir_k5_s2_e6_c24", "ir_c24_e6_s2_k5")]
    [InlineData("2*ir_c24, cn_c8", " 2 * ir_c24 ,\n cn _ c8 ")]
    [InlineData("ir_e6_c24_nsi", "ir_e6_c24_nsw")]
    [InlineData("ds_c24", "ir_e1_c24")]
    public void Block_strings_that_say_the_same_give_equal_networks(string one, string other)
    {
        foreach (var family in new[] { "MobileNetV2Variant", "MobileNetV3Variant", "EfficientNetVariant" })
            Assert.Equal(Nodes(family, one), Nodes(family, other));

        static string[] Nodes(string family, string blocks) => [.. Variants.Declare(family, "net", blocks).Net().Graph.Nodes
            .Select(node => $"{node.Path} {node.Op} {string.Join(' ', node.Inputs)}")];
    }

    [Theory]
    [InlineData("", "NV2003 layers 0+0: blocks | a block (cn, ds, ir or er) and its settings: ir_r2_k3_s2_e6_c24")]
    [InlineData("ir_c16, xr_c16", "NV2001 layers 8+2: xr | a block (cn, ds, ir or er) and its settings: ir_r2_k3_s2_e6_c24")]
    [InlineData("64", "NV2001 layers 0+2: 64 | a block (cn, ds, ir or er) and its settings: ir_r2_k3_s2_e6_c24")]
    [InlineData("ir_k3", "NV2001 layers 0+5: ir_k3 | a block with its channels: ir_c24")]
    [InlineData("ir_c0", "NV2002 layers 3+2: c0 | 1 to 65536")]
    [InlineData("ir_c99999999999999999999", "NV2002 layers 3+21: c99999999999999999999 | 1 to 65536")]
    [InlineData("ir_c16_k4", "NV2002 layers 7+2: k4 | an odd number from 1 to 65535")]
    [InlineData("ir_c16_s9", "NV2002 layers 7+2: s9 | 1 to 8")]
    [InlineData("ir_c16_se2", "NV2002 layers 7+3: se2 | above 0, at most 1")]
    [InlineData("ir_c16_e0", "NV2002 layers 7+2: e0 | above 0, at most 100")]
    [InlineData("ds_c16_e6", "NV2005 layers 7+2: e6 | ds | leave it out")]
    [InlineData("cn_c16_x64", "NV2005 layers 7+3: x64 | cn | leave it out")]
    [InlineData("cn_c16_se0.25", "NV2005 layers 7+6: se0.25 | cn | leave it out")]
    [InlineData("ir_e6_x72_c24", "NV2001 layers 6+3: x72 | e or x, not both")]
    [InlineData("ir_c24_c24", "NV2001 layers 7+3: c24 | no second setting of its kind")]
    [InlineData("ir_r4096_c16", "NV2006 layers 0+12: layers | 4096")]
    public void An_invalid_setting_is_an_error_at_the_setting(string blocks, string problem)
    {
        foreach (var family in new[] { "MobileNetV2Variant", "MobileNetV3Variant", "EfficientNetVariant" })
            Assert.Equal([problem], Variants.Declare(family, "net", blocks).Problems());
    }

    [Theory]
    [InlineData("ir_c16_q3", 7, 2, null)]
    [InlineData("ir_c16_nrelu", 7, 5, "nre")]
    [InlineData("ir_c16_hs", 7, 2, "nhs")]
    [InlineData("ir_c16_K5", 7, 2, "k5")]
    [InlineData("ir_c16_K4", 7, 2, null)]
    [InlineData("ir_c16_S9", 7, 2, null)]
    [InlineData("ir_c16_e6_E6", 10, 2, null)]
    [InlineData("ir_c16_x96_E6", 11, 2, null)]
    [InlineData("cn_c16_E6", 7, 2, null)]
    [InlineData("ir_c16_nre_relu", 11, 4, null)]
    [InlineData("IR_c16_E6", 0, 2, "ir")]
    [InlineData("ir_c16_c24", 7, 3, null)]
    [InlineData("ir_c16_e6_x96", 10, 3, null)]
    [InlineData("ir_c16_k3.5", 7, 4, null)]
    [InlineData("ir_c16_", 6, 1, null)]
    [InlineData("IR_c16", 0, 2, "ir")]
    public void An_unknown_setting_is_an_error_with_a_suggestion(string blocks, int start, int length, string? guess)
    {
        var problem = Assert.Single(VariantCompiler.Compile(Variants.Declare("EfficientNetVariant", "net", blocks)).Problems);

        Assert.Equal(("NV2001", start, length, guess), (problem.Id, problem.Start, problem.Length, problem.Suggestion));
    }

    [Theory]
    [InlineData("er_c24_g32", "7+3: features.1.0.block.0.0 | 32 | 24 | 32")]
    [InlineData("cn_c24,ir_r2_g7_e2_c16", "13+2: features.2.0.block.1.0 | 48 | 48 | 7")]
    [InlineData("cn_c24,ir_r2_g3_e1_c16", "13+2: features.2.1.block.0.0 | 16 | 16 | 3")]
    public void Groups_that_do_not_divide_the_channels_are_an_error_at_the_groups(string blocks, string problem)
    {
        var groups = problem.Split(' ')[^1];

        Assert.Equal(
            [$"NV3003 layers {problem} | make both multiples of {groups}, or choose groups that divide both"],
            Variants.Declare("EfficientNetVariant", "net", blocks).Problems());
    }

    [Fact]
    public void A_deep_stem_is_an_error() =>
        Assert.Equal(
            ["NV2009 Stem 0+0: Stem | is of three convolutions, and the family's stem is one"],
            Variants.Declare("MobileNetV2Variant", "net", "ir_c16", ("Stem", 2)).Problems());

    [Fact]
    public void Stochastic_depth_takes_only_branches_that_are_added()
    {
        var network = Variants.Read($"EfficientNetVariant(\"net\", \"{B}\", ImageSize = 32)").Net();

        // Of sixteen blocks nine add their input.
        Assert.Equal(9, network.Graph.Nodes.Count(node => node.Op.GetType().Name == "DropImages"));
    }
}
