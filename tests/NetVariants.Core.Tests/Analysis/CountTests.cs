using System.Linq;
using NetVariants.Core.Analysis;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>
/// The counts of the article's networks and of torchvision's. The multiply-accumulates are torchvision 0.14's, counted by hooks while the
/// model ran at 224×224; so are state entries and bytes.
/// </summary>
public sealed class CountTests
{
    private const string Vgg16 = "64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M";
    private const string Vgg19 = "64,64,M,128,128,M,256,256,256,256,M,512,512,512,512,M,512,512,512,512,M";
    private const string Vgg12 = "64,64,M,128,128,M,256,256,M,512,512,512,M";

    [Theory]
    [InlineData("Vgg", Vgg16, ", BatchNorm = true", 16, 134_309_962, 138_365_992, 15_466_209_280, 537_273_744, 97)]
    [InlineData("Vgg", Vgg19, ", BatchNorm = true", 19, 139_622_218, 143_678_248, 19_628_007_424, 558_533_032, 118)]
    [InlineData("Vgg", Vgg12, ", BatchNorm = true", 12, 126_636_874, 130_692_904, 12_229_255_168, 506_567_024, 69)]
    [InlineData("Vgg", Vgg16, "", 16, 134_301_514, 138_357_544, 15_466_209_280, 537_206_056, 32)]
    [InlineData("DenseNet", "6,12,24,16", "", 121, 6_964_106, 7_978_856, 2_833_147_904, 28_191_984, 727)]
    [InlineData(
        "DenseNet", "6,12,36,24", ", GrowthRate = 48, NumInitFeatures = 96", 161, 26_494_090, 28_681_000, 7_725_721_152, 106_857_392, 967)]
    [InlineData(
        "DenseNet", "3,6,18,12", ", GrowthRate = 48, NumInitFeatures = 96", 83, 8_321_218, 9_421_108, 2_937_804_924, 33_548_528, 499)]
    [InlineData("ResNet", "2,2,2,2", "", 18, 11_181_642, 11_689_512, 1_813_566_464, 44_765_128, 122)]
    [InlineData("ResNet", "3,4,6,3", "", 34, 21_289_802, 21_797_672, 3_663_254_528, 85_227_592, 218)]
    [InlineData("ResNet", "2,2,1,1", "", 14, 5_280_330, 5_788_200, 1_351_144_448, 21_147_560, 98)]
    [InlineData("ResNet", "3,4,6,3", ", Block = ResNetBlock.Bottleneck", 50, 23_528_522, 25_557_032, 4_087_156_736, 94_326_992, 320)]
    [InlineData(
        "ResNet",
        "3,4,6,3",
        ", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4",
        50,
        23_000_394,
        25_028_904,
        4_228_452_352,
        92_274_896,
        320)]
    [InlineData(
        "ResNet",
        "3,4,6,3",
        ", Block = ResNetBlock.Bottleneck, WidthPerGroup = 128",
        50,
        66_854_730,
        68_883_240,
        11_395_993_600,
        267_692_240,
        320)]
    [InlineData(
        "ResNet",
        "3,4,6,3",
        ", Block = ResNetBlock.Bottleneck, ReplaceStrideWithDilation = \"0,1,1\"",
        50,
        23_528_522,
        25_557_032,
        19_077_337_088,
        94_326_992,
        320)]
    public void Counts_equal_the_published_ones(
        string family,
        string layers,
        string knobs,
        int depth,
        long parametersOf10,
        long parametersOf1000,
        long macsOf10,
        long stateBytesOf10,
        int entries)
    {
        var network = Variants.Read($"{family}Variant(\"net\", \"{layers}\"{knobs}, NumClasses = 10)").Net();

        Assert.Equal(depth, network.LayerCount);
        Assert.Equal(parametersOf10, network.ParameterCount);
        Assert.Equal(parametersOf1000, Variants.Read($"{family}Variant(\"net\", \"{layers}\"{knobs})").Net().ParameterCount);
        Assert.Equal(macsOf10, network.Macs);
        Assert.Equal(stateBytesOf10, network.StateBytes);
        Assert.Equal(entries, StateDict.Of(network).Count);
    }

    [Theory]
    [InlineData("VggVariant(\"vgg\", \"3,M,5\", BatchNorm = true)")]
    [InlineData("ResNetVariant(\"resnet\", \"2,3\", Block = ResNetBlock.Bottleneck, Groups = 4, WidthPerGroup = 16)")]
    [InlineData("DenseNetVariant(\"densenet\", \"2,3\")")]
    public void Counts_are_sums_over_the_state_dict(string declaration)
    {
        var network = Variants.Read(declaration).Net();
        var entries = StateDict.Of(network);

        Assert.Equal(network.ParameterCount, entries.Where(entry => entry.IsTrainable).Sum(Size));
        Assert.Equal(network.StateBytes, entries.Sum(entry => Size(entry) * (entry.Shape.Count == 0 ? 8 : 4)));
        Assert.Equal(network.ParameterCount, LayerTable.Rows(network).Sum(row => row.ParameterCount));

        static long Size(StateEntry entry) => entry.Shape.Aggregate(1L, (product, size) => product * size);
    }

    [Theory]
    [InlineData("VggVariant(\"vgg\", \"65536,65536k65536\")", "layers 6+11", "parameters")]
    [InlineData("VggVariant(\"vgg\", \"65536,65536k32768\")", "layers 6+11", "bytes of state")]
    [InlineData("VggVariant(\"vgg\", \"65536,65536\", ImageSize = 65536)", "ImageSize 0+0", "multiply-accumulates")]
    [InlineData(
        "VggVariant(\"vgg\", \"4093*65536k2g65536\", BatchNorm = true, InChannels = 65536, ImageSize = 65536)",
        "ImageSize 0+0",
        "bytes of activations")]
    [InlineData(
        "ResNetVariant(\"resnet\", \"1\", Block = ResNetBlock.Bottleneck, Widths = \"65536\", Groups = 65536, WidthPerGroup = 65536)",
        "layers 0+1",
        "multiply-accumulates")]
    [InlineData("DenseNetVariant(\"densenet\", \"2000\", GrowthRate = 65536, BnSize = 65536)", "layers 0+4", "multiply-accumulates")]
    public void A_count_beyond_64_bits_is_reported_at_the_option_that_causes_it(string declaration, string place, string what) =>
        Assert.Equal([$"NV3002 {place}: {what}"], Variants.Read(declaration).Problems());
}
