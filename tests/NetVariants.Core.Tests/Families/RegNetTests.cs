using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.RegNet;
using Xunit;

namespace NetVariants.Core.Tests.Families;

/// <summary>RegNets. The counts are torchvision 0.14's, measured at 224×224 and 1000 classes.</summary>
public sealed class RegNetTests
{
    [Theory]
    [InlineData("Depth = 22, W0 = 24, Wa = 24.48, Wm = 2.54, GroupWidth = 16", "1,2,7,12", "32,64,160,400", 5_495_976, 413_812_608)]
    [InlineData("Depth = 16, W0 = 56, Wa = 35.73, Wm = 2.28, GroupWidth = 16", "1,3,7,5", "64,128,288,672", 7_259_656, 799_699_712)]
    [InlineData("Depth = 18, W0 = 80, Wa = 34.01, Wm = 2.25, GroupWidth = 24", "2,4,10,2", "72,168,408,912", 9_190_136, 1_602_849_792)]
    [InlineData("Depth = 25, W0 = 88, Wa = 26.31, Wm = 2.25, GroupWidth = 48", "2,6,15,2", "96,192,432,1008", 15_296_552, 3_176_621_952)]
    [InlineData("Depth = 23, W0 = 80, Wa = 49.56, Wm = 2.88, GroupWidth = 120", "2,5,15,1", "80,240,720,1920", 39_572_648, 7_995_132_416)]
    [InlineData("Depth = 22, W0 = 216, Wa = 55.59, Wm = 2.1, GroupWidth = 128", "2,6,13,1", "256,512,896,2048", 54_278_536, 15_940_755_456)]
    [InlineData("Depth = 23, W0 = 320, Wa = 69.86, Wm = 2, GroupWidth = 168", "2,7,13,1", "336,672,1344,2520", 107_811_560, 31_735_929_792)]
    [InlineData(
        "Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, GroupWidth = 8, SERatio = 0.25", "1,3,6,6", "48,104,208,440", 4_344_144, 401_842_848)]
    [InlineData(
        "Depth = 14, W0 = 56, Wa = 38.84, Wm = 2.4, GroupWidth = 16, SERatio = 0.25", "1,3,8,2", "64,144,320,784", 6_432_512, 833_856_256)]
    [InlineData(
        "Depth = 27, W0 = 48, Wa = 20.71, Wm = 2.65, GroupWidth = 24, SERatio = 0.25", "2,6,17,2", "48,120,336,888", 11_202_430,
        1_612_076_160)]
    [InlineData(
        "Depth = 21, W0 = 80, Wa = 42.63, Wm = 2.66, GroupWidth = 24, SERatio = 0.25", "2,5,13,1", "72,216,576,1512", 19_436_338,
        3_176_482_752)]
    [InlineData(
        "Depth = 17, W0 = 192, Wa = 76.82, Wm = 2.19, GroupWidth = 56, SERatio = 0.25", "2,4,10,1", "224,448,896,2016", 39_381_472,
        8_473_070_592)]
    [InlineData(
        "Depth = 18, W0 = 200, Wa = 106.23, Wm = 2.48, GroupWidth = 112, SERatio = 0.25", "2,4,11,1", "224,448,1232,3024", 83_590_140,
        15_911_510_272)]
    [InlineData(
        "Depth = 20, W0 = 232, Wa = 115.89, Wm = 2.53, GroupWidth = 232, SERatio = 0.25", "2,5,12,1", "232,696,1392,3712", 145_046_770,
        32_279_552_832)]
    [InlineData(
        "Depth = 27, W0 = 456, Wa = 160.83, Wm = 2.52, GroupWidth = 264, SERatio = 0.25", "2,7,17,1", "528,1056,2904,7392", 644_812_894,
        127_517_815_680)]
    public void Stages_follow_from_the_numbers(string numbers, string layers, string widths, long parameters, long macs)
    {
        var network = Variants.Read($"RegNetVariant(\"net\", {numbers})").Net();
        var rest = numbers[numbers.IndexOf("GroupWidth", System.StringComparison.Ordinal)..];
        var written = Variants.Read($"RegNetVariant(\"net\", \"{layers}\", Widths = \"{widths}\", {rest})").Net();

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(macs, network.Macs);
        Assert.Equal(StateDict.Of(written), StateDict.Of(network));
    }

    [Theory]
    [InlineData("Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, GroupWidth = 8, SERatio = 0.25", 50, 33_739_456)]
    [InlineData("Depth = 22, W0 = 24, Wa = 24.48, Wm = 2.54, GroupWidth = 16", 68, 25_338_240)]
    public void A_gate_stands_beside_the_layers(string numbers, int layers, long activationBytes)
    {
        var network = Variants.Read($"RegNetVariant(\"net\", {numbers})").Net();

        Assert.Equal(layers, network.LayerCount);
        Assert.Equal(activationBytes, network.ActivationBytes);
    }

    /// <summary>Halves and near halves of width / 8, in torchvision's numbers of 32 bits.</summary>
    [Theory]
    [InlineData(6, 360, 70.1, 2.3, 360, 832)]
    [InlineData(16, 400, 77.8, 1.3, 400, 520, 672, 880, 1144, 1488)]
    public void Widths_are_rounded_as_torchvisions(int depth, int w0, double wa, double wm, params int[] widths) =>
        Assert.Equal(widths, RegNetWidths.Compute(depth, w0, wa, wm).Select(stage => (int)stage.Width));

    [Fact]
    public void State_entries_have_torchvisions_names_and_order()
    {
        var names = StateDict.Of(Variants.Read("RegNetVariant(\"net\", \"2\", SERatio = 0.25)").Net())
            .Select(entry => entry.Name)
            .Where(name => name.EndsWith("weight", System.StringComparison.Ordinal));

        Assert.Equal(
            [
                "stem.0.weight", "stem.1.weight",
                "trunk_output.block1.block1-0.proj.0.weight", "trunk_output.block1.block1-0.proj.1.weight",
                "trunk_output.block1.block1-0.f.a.0.weight", "trunk_output.block1.block1-0.f.a.1.weight",
                "trunk_output.block1.block1-0.f.b.0.weight", "trunk_output.block1.block1-0.f.b.1.weight",
                "trunk_output.block1.block1-0.f.se.fc1.weight", "trunk_output.block1.block1-0.f.se.fc2.weight",
                "trunk_output.block1.block1-0.f.c.0.weight", "trunk_output.block1.block1-0.f.c.1.weight",
                "trunk_output.block1.block1-1.f.a.0.weight", "trunk_output.block1.block1-1.f.a.1.weight",
                "trunk_output.block1.block1-1.f.b.0.weight", "trunk_output.block1.block1-1.f.b.1.weight",
                "trunk_output.block1.block1-1.f.se.fc1.weight", "trunk_output.block1.block1-1.f.se.fc2.weight",
                "trunk_output.block1.block1-1.f.c.0.weight", "trunk_output.block1.block1-1.f.c.1.weight",
                "fc.weight",
            ],
            names);
    }

    [Theory]
    [InlineData("\"\"", "NV2003 layers 0+0: layers | a number of blocks, or Depth, W0, Wa and Wm in its place")]
    [InlineData(
        "\"\", W0 = 48, Wm = 2.0",
        "NV2009 W0 0+0: W0 | is one of the numbers that stages follow from, and Depth is missing: write it too")]
    [InlineData(
        "\"\", Depth = 13",
        "NV2009 Depth 0+0: Depth | is one of the numbers that stages follow from, and W0 and Wm are missing: write them too")]
    [InlineData(
        "\"\", Wa = 8.0",
        "NV2009 Wa 0+0: Wa | is one of the numbers that stages follow from, and Depth, W0 and Wm are missing: write them too")]
    [InlineData("\"\", Depth = 1365, W0 = 48, Wm = 2.0", "NV2002 Depth 0+0: 1365 | 0 to 1364")]
    [InlineData("\"\", Depth = 4, W0 = 44, Wm = 2.0", "NV2002 W0 0+0: 44 | a multiple of 8 up to 65536")]
    [InlineData(
        "\"\", Depth = 4, W0 = 48, Wa = 8.0",
        "NV2009 Depth 0+0: Depth | is one of the numbers that stages follow from, and Wm is missing: write it too")]
    [InlineData("\"\", Depth = 4, W0 = 48, Wa = -1.0, Wm = 1.0", "NV2002 Wa 0+0: -1 | 0 or more", "NV2002 Wm 0+0: 1 | 0, or above 1")]
    [InlineData(
        "\"\", Depth = 4, W0 = 48, Wa = 1e9, Wm = 2.0",
        "NV2002 Wa 0+0: 1000000000 | a slope that keeps the last stage within 65536 channels")]
    [InlineData(
        "\"\", Depth = 4, W0 = 48, Wm = 2.0, Widths = \"8\"",
        "NV2009 Widths 0+0: Widths | gives the widths of the stages in 'layers', "
            + "and without 'layers' they follow from Depth, W0, Wa and Wm")]
    [InlineData(
        "\"1\", Depth = 4",
        "NV2009 Depth 0+0: Depth | is one of the numbers that stages follow from, and 'layers' gives the stages: leave out Depth, or write "
            + "\"\" for 'layers'")]
    [InlineData(
        "\"1\", Depth = 4, W0 = 48, Wa = 8.0, Wm = 2.0",
        "NV2009 Depth 0+0: Depth | is one of the numbers that stages follow from, and 'layers' gives the stages: leave out Depth, W0, Wa "
            + "and Wm, or write \"\" for 'layers' | W0 | Wa | Wm")]
    [InlineData("\"1,1\", GroupWidth = 48", "NV2002 GroupWidth 0+0: 48 | a divisor of 64 channels, or more")]
    [InlineData("\"1,x\"", "NV2001 layers 2+1: x | a number of blocks")]
    [InlineData("\"9*1\"", "NV2006 layers 0+3: stages | 8")]
    [InlineData("\"1,1365\"", "NV2006 layers 2+4: layers | 4096")]
    [InlineData("\"1,1\", Widths = \"64\"", "NV2004 Widths 0+0: Widths | 1 | 2")]
    [InlineData("\"1,1\", Widths = \"64,68\"", "NV2002 Widths 3+2: 68 | a multiple of GroupWidth, 8, or less")]
    [InlineData(
        "\"1\", BottleneckMultiplier = 0.001",
        "NV2002 BottleneckMultiplier 0+0: 0.001 | a number that turns 64 channels into 1 or more")]
    [InlineData(
        "\"1\", BottleneckMultiplier = 2000.0",
        "NV2002 BottleneckMultiplier 0+0: 2000 | a number that turns 64 channels into at most 65536")]
    [InlineData(
        "\"1\", Widths = \"40\", BottleneckMultiplier = 0.01",
        "NV2002 Widths 0+2: 40 | a number that BottleneckMultiplier = 0.01 turns into 1 or more")]
    [InlineData(
        "Depth = 6, W0 = 24, Wa = 20.5, Wm = 2.2, BottleneckMultiplier = 1e6",
        "NV2002 BottleneckMultiplier 0+0: 1000000 | a number that turns 24 channels into at most 65536")]
    [InlineData(
        "Depth = 6, W0 = 24, Wa = 20.5, Wm = 2.2, BottleneckMultiplier = 1e-9",
        "NV2002 BottleneckMultiplier 0+0: 1E-09 | a number that turns 24 channels into 1 or more")]
    [InlineData(
        "Depth = 1, W0 = 24, Wm = 2.0, BottleneckMultiplier = 0.03",
        "NV2002 BottleneckMultiplier 0+0: 0.03 | a number that turns 24 channels into 1 or more")]
    [InlineData("\"1\", SERatio = 0.01", "NV2002 SERatio 0+0: 0.01 | a share that leaves a channel of 32")]
    [InlineData("\"1\", Stem = Stem.Deep", "NV2009 Stem 0+0: Stem | is of three convolutions, and the family's stem is one")]
    public void A_declaration_that_does_not_fit_is_a_problem(string arguments, params string[] problems) =>
        Assert.Equal(problems, Variants.Read($"RegNetVariant(\"net\", {arguments})").Problems());

    [Fact]
    public void A_stage_narrower_than_a_group_has_one_group() =>
        Assert.Equal(
            Variants.Read("RegNetVariant(\"net\", \"1\", Widths = \"6\", GroupWidth = 6)").Net().ParameterCount,
            Variants.Read("RegNetVariant(\"net\", \"1\", Widths = \"6\", GroupWidth = 8)").Net().ParameterCount);

    [Fact]
    public void A_variant_of_another_one_keeps_its_numbers()
    {
        var derived = new VariantDeclaration("RegNetVariant", "net", null, EquatableArray<Knob>.Of(new Knob("Depth", 9)));
        var whole = derived.Over(
            EquatableArray<VariantDeclaration>.Of(
                Variants.Read("RegNetVariant(\"base\", Depth = 8, W0 = 48, Wa = 20, Wm = 2.0, SERatio = 0.25)")));

        Assert.Equal("RegNetVariant(\"net\", Depth = 9, W0 = 48, Wa = 20, Wm = 2, SERatio = 0.25)", DeclarationText.Print(whole));
        Assert.Empty(whole.Problems());
    }
}
