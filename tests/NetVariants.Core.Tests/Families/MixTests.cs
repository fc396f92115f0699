using System.Linq;
using NetVariants.Core.Analysis;
using Xunit;

namespace NetVariants.Core.Tests.Families;

/// <summary>Options across families. The counts are timm's, measured at 224×224 and 1000 classes.</summary>
public sealed class MixTests
{
    private const string D = ", Stem = Stem.Deep, StemWidth = 32, AvgDown = true";
    private const string T = ", Stem = Stem.DeepTiered, StemWidth = 32, AvgDown = true";
    private const string Bottleneck = ", Block = ResNetBlock.Bottleneck";
    private const string SE = ", Attention = Attention.SE";

    [Theory]
    [InlineData("2,2,2,2", D, 11_708_744, 2_053_713_920)]
    [InlineData("3,4,6,3", D, 21_816_904, 0)]
    [InlineData("3,4,6,3", Bottleneck + D, 25_576_264, 4_328_824_832)]
    [InlineData("3,4,6,3", Bottleneck + ", Stem = Stem.Deep, StemWidth = 64", 25_680_808, 0)]
    [InlineData("3,4,6,3", Bottleneck + T, 25_573_728, 0)]
    [InlineData("2,2,2,2", SE, 11_779_624, 1_814_161_408)]
    [InlineData("3,4,6,3", SE, 21_960_416, 0)]
    [InlineData("3,4,6,3", Bottleneck + SE, 28_088_024, 4_091_699_200)]
    [InlineData("3,4,6,3", Bottleneck + SE + ", Groups = 32, WidthPerGroup = 4", 27_559_896, 0)]
    [InlineData("2,2,2,2", ", Attention = Attention.ECA", 11_689_548, 0)]
    [InlineData("3,4,6,3", Bottleneck + ", Attention = Attention.ECA", 25_557_118, 0)]
    [InlineData("2,2,2,2", ", Attention = Attention.CBAM", 11_777_352, 1_815_063_764)]
    [InlineData("3,4,6,3", Bottleneck + ", Attention = Attention.CBAM", 28_073_576, 0)]
    [InlineData("2,2,2,2", ", Attention = Attention.ESE", 12_387_752, 0)]
    [InlineData("2,2,2,2", ", AntiAlias = AntiAlias.Blur", 11_689_512, 2_337_684_992)]
    [InlineData("3,4,6,3", Bottleneck + ", AntiAlias = AntiAlias.Blur", 25_557_032, 5_133_020_672)]
    [InlineData("3,4,6,3", Bottleneck + ", Norm = Norm.GroupNorm", 25_557_032, 0)]
    [InlineData("2,2,1,1", D + SE, 5_855_768, 1_591_339_008)]
    public void A_resnet_with_options_has_timms_counts(string layers, string knobs, long parameters, long macs)
    {
        var network = Variants.Read($"ResNetVariant(\"net\", \"{layers}\"{knobs})").Net();

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(macs == 0 ? network.Macs : macs, network.Macs);
        Assert.Equal(Variants.ResNet(layers, ("Block", knobs.Contains("Bottleneck") ? 1 : 0)).Net().LayerCount + (knobs.Contains("Deep") ? 2 : 0), network.LayerCount);
    }

    [Fact]
    public void A_group_normalisation_has_no_running_statistics() =>
        Assert.Equal(161, StateDict.Of(Variants.Read("ResNetVariant(\"net\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck, Norm = Norm.GroupNorm)").Net()).Count);

    [Theory]
    [InlineData("Attention = Attention.SE", "layer2.0.bn2.num_batches_tracked layer2.0.se.fc1.weight layer2.0.se.fc1.bias layer2.0.se.fc2.weight layer2.0.se.fc2.bias")]
    [InlineData("Attention = Attention.ESE", "layer2.0.bn2.num_batches_tracked layer2.0.se.fc.weight layer2.0.se.fc.bias")]
    [InlineData("Attention = Attention.ECA", "layer2.0.bn2.num_batches_tracked layer2.0.se.conv.weight layer2.0.downsample.0.weight")]
    [InlineData(
        "Attention = Attention.CBAM",
        "layer2.0.bn2.num_batches_tracked layer2.0.se.channel.fc1.weight layer2.0.se.channel.fc2.weight layer2.0.se.spatial.conv.conv.weight layer2.0.se.spatial.conv.bn.weight")]
    [InlineData("AvgDown = true", "layer2.0.bn2.num_batches_tracked layer2.0.downsample.1.weight layer2.0.downsample.2.weight")]
    [InlineData("Norm = Norm.LayerNorm", "layer2.0.conv2.weight layer2.0.bn2.weight layer2.0.bn2.bias layer2.0.downsample.0.weight layer2.0.downsample.1.weight")]
    [InlineData("Stem = Stem.Deep", "conv1.0.weight conv1.1.weight conv1.1.bias conv1.1.running_mean conv1.1.running_var conv1.1.num_batches_tracked conv1.3.weight conv1.4.weight")]
    [InlineData("ReplaceStemPool = true", "bn1.num_batches_tracked maxpool.0.weight maxpool.1.weight")]
    [InlineData("ReplaceStemPool = true, AntiAlias = AntiAlias.Blur", "bn1.num_batches_tracked maxpool.0.weight maxpool.2.weight")]
    public void State_entries_have_timms_names(string knobs, string names)
    {
        var entries = StateDict.Of(Variants.Read($"ResNetVariant(\"net\", \"2,2\", {knobs})").Net()).Select(entry => entry.Name);

        Assert.Contains(names + " ", string.Join(' ', entries) + " ");
    }

    [Theory]
    [InlineData("2,2,6_se,3_se_bottle_nsi")]
    [InlineData("1_w32_g4_bottle, 2 * 2_nmi_eca ,1_s1")]
    public void Stages_have_settings_of_their_own(string layers)
    {
        var network = Variants.ResNet(layers).Net();

        Assert.NotEmpty(network.Spec.Blocks);
        Assert.Equal(network.Spec.Blocks.Count, network.Spec.Blocks.Select(block => block.Name).Distinct().Count());
    }
}
