using System.Linq;
using NetVariants.Core.Analysis;
using Xunit;

namespace NetVariants.Core.Tests.Families;

/// <summary>ConvNeXts. The counts are torchvision 0.14's, measured at 224×224.</summary>
public sealed class ConvNeXtTests
{
    [Theory]
    [InlineData("3,3,9,3", "", 28_589_128, 4_455_531_264, 182)]
    [InlineData("3,3,27,3", "", 50_223_688, 8_683_712_256, 344)]
    [InlineData("3,3,27,3", ", Widths = \"128,256,512,1024\"", 88_591_464, 15_354_729_472, 344)]
    [InlineData("3,3,27,3", ", Widths = \"192,384,768,1536\"", 197_767_336, 34_361_433_600, 344)]
    [InlineData("2,2,6,2", ", Widths = \"64,128,256,512\", NumClasses = 10", 8_537_802, 1_366_548_480, 128)]
    public void A_networks_counts_are_torchvisions(string layers, string knobs, long parameters, long macs, int entries)
    {
        var network = Variants.Read($"ConvNeXtVariant(\"net\", \"{layers}\"{knobs})").Net();

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(macs, network.Macs);
        Assert.Equal(entries, StateDict.Of(network).Count);
    }

    [Fact]
    public void Depth_and_memory_of_the_tiny_one_are_torchvisions()
    {
        var network = Variants.Read("ConvNeXtVariant(\"net\", \"3,3,9,3\", StochasticDepthProb = 0.0)").Net();

        Assert.Equal(59, network.LayerCount);
        // torchvision keeps one number for each of the 17 branches that may be dropped, and PyTorch 1.13 the last map.
        Assert.Equal(109_306_404 - (4 * 17) - (4 * 768 * 7 * 7), network.ActivationBytes);
    }

    [Fact]
    public void State_entries_have_torchvisions_names_and_order() =>
        Assert.Equal(
            [
                "features.0.0.weight", "features.0.0.bias", "features.0.1.weight", "features.0.1.bias",
                "features.1.0.layer_scale", "features.1.0.block.0.weight", "features.1.0.block.0.bias", "features.1.0.block.2.weight",
                "features.1.0.block.2.bias",
                "features.1.0.block.3.weight", "features.1.0.block.3.bias", "features.1.0.block.5.weight", "features.1.0.block.5.bias",
                "classifier.0.weight", "classifier.0.bias", "classifier.2.weight", "classifier.2.bias",
            ],
            StateDict.Of(Variants.Read("ConvNeXtVariant(\"net\", \"1\")").Net()).Select(entry => entry.Name));

    [Theory]
    [InlineData("\"\"", "NV2003 layers 0+0: layers | a number of blocks")]
    [InlineData("\"1,x\"", "NV2001 layers 2+1: x | a number of blocks")]
    [InlineData("\"9*1\"", "NV2006 layers 0+3: stages | 8")]
    [InlineData("\"1,1365\"", "NV2006 layers 2+4: layers | 4096")]
    [InlineData("\"1,1\", Widths = \"64\"", "NV2004 Widths 0+0: Widths | 1 | 2")]
    [InlineData("\"1\", Kernel = 4", "NV2002 Kernel 0+0: 4 | an odd number from 1 to 65535, which keeps the side that the shortcut has")]
    [InlineData("\"1\", LayerScale = 0.0", "NV2002 LayerScale 0+0: 0 | above 0")]
    [InlineData(
        "\"1\", ImageSize = 3",
        "NV3001 layers 0+0: features.0.0 | Conv2d 3→96, 4×4, stride 4 | [N, 3, 3, 3] | 3 | at least 4 is needed")]
    public void A_declaration_that_does_not_fit_is_a_problem(string arguments, string problem) =>
        Assert.Equal([problem], Variants.Read($"ConvNeXtVariant(\"net\", {arguments})").Problems());
}
