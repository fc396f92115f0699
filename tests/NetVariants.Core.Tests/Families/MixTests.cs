using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph.Ops;
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
        Assert.Equal(
            Variants.ResNet(layers, ("Block", knobs.Contains("Bottleneck") ? 1 : 0)).Net().LayerCount + (knobs.Contains("Deep") ? 2 : 0),
            network.LayerCount);
    }

    [Theory]
    [InlineData("Widths = \"8,16\"", true)]
    [InlineData("Widths = \"16,32\"", false)]
    [InlineData("Widths = \"8,16\", AvgDown = true", false)]
    public void A_layer_normalization_gives_contiguous_maps_where_a_convolution_needs_them(string knobs, bool isContiguous) =>
        Assert.Equal(
            isContiguous,
            Variants.Read($"ResNetVariant(\"net\", \"1,1\", Norm = Norm.LayerNorm, {knobs})").Net().Graph.Nodes.Any(
                node => node.Op is ToContiguous));

    [Fact]
    public void A_group_normalization_has_no_running_statistics() =>
        Assert.Equal(
            161,
            StateDict.Of(
                Variants.Read("ResNetVariant(\"net\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck, Norm = Norm.GroupNorm)").Net()).Count);

    [Theory]
    [InlineData(
        "Attention = Attention.SE",
        "layer2.0.bn2.num_batches_tracked layer2.0.se.fc1.weight layer2.0.se.fc1.bias layer2.0.se.fc2.weight layer2.0.se.fc2.bias")]
    [InlineData("Attention = Attention.ESE", "layer2.0.bn2.num_batches_tracked layer2.0.se.fc.weight layer2.0.se.fc.bias")]
    [InlineData("Attention = Attention.ECA", "layer2.0.bn2.num_batches_tracked layer2.0.se.conv.weight layer2.0.downsample.0.weight")]
    [InlineData(
        "Attention = Attention.CBAM",
        "layer2.0.bn2.num_batches_tracked layer2.0.se.channel.fc1.weight layer2.0.se.channel.fc2.weight "
            + "layer2.0.se.spatial.conv.conv.weight layer2.0.se.spatial.conv.bn.weight")]
    [InlineData("AvgDown = true", "layer2.0.bn2.num_batches_tracked layer2.0.downsample.1.weight layer2.0.downsample.2.weight")]
    [InlineData(
        "Norm = Norm.LayerNorm",
        "layer2.0.conv2.weight layer2.0.bn2.weight layer2.0.bn2.bias layer2.0.downsample.0.weight layer2.0.downsample.1.weight")]
    [InlineData(
        "Stem = Stem.Deep",
        "conv1.0.weight conv1.1.weight conv1.1.bias conv1.1.running_mean conv1.1.running_var conv1.1.num_batches_tracked conv1.3.weight "
            + "conv1.4.weight")]
    [InlineData("ReplaceStemPool = true", "bn1.num_batches_tracked maxpool.0.weight maxpool.1.weight")]
    [InlineData("ReplaceStemPool = true, AntiAlias = AntiAlias.Blur", "bn1.num_batches_tracked maxpool.0.weight maxpool.2.weight")]
    public void State_entries_have_timms_names(string knobs, string names)
    {
        var entries = StateDict.Of(Variants.Read($"ResNetVariant(\"net\", \"2,2\", {knobs})").Net()).Select(entry => entry.Name);

        Assert.Contains(names + " ", string.Join(' ', entries) + " ");
    }

    [Theory]
    [InlineData("NormMomentum = 0.2, Norm = Norm.LayerNorm", "NV2009 NormMomentum 0+0")]
    [InlineData("SERatio = 0.5, Attention = Attention.ECA", "NV2009 SERatio 0+0")]
    [InlineData("DownKernelSize = 3, AvgDown = true", "NV2009 DownKernelSize 0+0")]
    [InlineData("ReplaceStemPool = true, Stem = Stem.Small", "NV2009 ReplaceStemPool 0+0")]
    [InlineData("OutputStride = 8, ReplaceStrideWithDilation = \"1\", Block = ResNetBlock.Bottleneck", "NV2009 OutputStride 0+0")]
    [InlineData("OutputStride = 12", "NV2002 OutputStride 0+0")]
    [InlineData("OutputStride = 2", "NV2002 OutputStride 0+0")]
    [InlineData("OutputStride = 64", "NV2002 OutputStride 0+0")]
    [InlineData("StemWidth = 3, Stem = Stem.DeepTiered", "NV2002 StemWidth 0+0")]
    [InlineData("DownKernelSize = 2", "NV2002 DownKernelSize 0+0")]
    [InlineData("ReduceFirst = 65", "NV2002 ReduceFirst 0+0")]
    [InlineData("ReduceFirst = 3, Groups = 32, WidthPerGroup = 4, Block = ResNetBlock.Bottleneck", "NV2002 ReduceFirst 0+0")]
    [InlineData("StochasticDepthProb = 1.5", "NV2002 StochasticDepthProb 0+0")]
    [InlineData("NormEps = -0.1", "NV2002 NormEps 0+0")]
    [InlineData("Norm = Norm.GroupNorm, Widths = \"48,64\"", "NV3003 Norm 0+0")]
    [InlineData("Norm = Norm.GroupNorm, Stem = Stem.Deep, StemWidth = 40", "NV3003 Norm 0+0")]
    [InlineData("AntiAlias = AntiAlias.Blur, ImageSize = 1", "NV3001 layers 0+0")]
    public void Options_that_do_not_fit_are_reported_at_the_option(string knobs, string problem) =>
        Assert.Equal(
            [problem], Variants.Read($"ResNetVariant(\"net\", \"2,2\", {knobs})").Problems().Select(text => text[..text.IndexOf(':')]));

    [Theory]
    [InlineData("VggVariant(\"net\", \"64\", Norm = Norm.GroupNorm)", "NV2009 Norm 0+0")]
    [InlineData("VggVariant(\"net\", \"64\", NormEps = 0.01)", "NV2009 NormEps 0+0")]
    [InlineData("VggVariant(\"net\", \"64,72\", BatchNorm = true, Norm = Norm.GroupNorm)", "NV3003 Norm 0+0")]
    [InlineData("DenseNetVariant(\"net\", \"2\", AntiAlias = AntiAlias.Blur, Stem = Stem.Small)", "NV2009 AntiAlias 0+0")]
    [InlineData("DenseNetVariant(\"net\", \"2\", GrowthRate = 3, Stem = Stem.DeepTiered)", "NV2002 GrowthRate 0+0")]
    public void Other_families_check_their_options_too(string declaration, string problem) =>
        Assert.Equal([problem], Variants.Read(declaration).Problems().Select(text => text[..text.IndexOf(':')]));

    [Theory]
    [InlineData("2,3_", "NV2001 layers 3+1")]
    [InlineData("2,3_x", "NV2001 layers 4+1")]
    [InlineData("2,3_se_se", "NV2001 layers 7+2")]
    [InlineData("2,3_se_eca", "NV2001 layers 7+3")]
    [InlineData("2,_se", "NV2001 layers 2+1")]
    [InlineData("2,se", "NV2001 layers 2+2")]
    [InlineData("2,3_w0", "NV2002 layers 5+1")]
    [InlineData("2,3_s9", "NV2002 layers 5+1")]
    [InlineData("2,3_g4", "NV2005 layers 4+2")]
    [InlineData("2,0_se", "NV2002 layers 2+1")]
    [InlineData("5*1_se,2*1", "NV2006 layers 7+3")]
    public void An_invalid_setting_of_a_stage_is_reported_at_the_setting(string layers, string problem) =>
        Assert.Equal([problem], Variants.ResNet(layers).Problems().Select(text => text[..text.IndexOf(':')]));

    [Fact]
    public void A_difference_lists_the_entries_that_fit()
    {
        var resnet = VariantCompiler.Compile(Variants.ResNet("2,2,2,2"));
        string Diff(string knobs)
        {
            var other = VariantCompiler.Compile(Variants.Read($"ResNetVariant(\"net\", \"2,2,2,2\", {knobs})"));
            return VariantDiff.Between(resnet, other).ToText("ResNet18", resnet.Net!, other.Net!);
        }

        Assert.StartsWith("From ResNet18: Attention None → SE; +90,112 parameters (+0.8 %), ", Diff("Attention = Attention.SE"));
        Assert.EndsWith("; 99.2 % of the parameters fit ResNet18's weights", Diff("Attention = Attention.SE"));
        Assert.Contains("; +19,232 parameters (+0.2 %), +239,640,576 MACs", Diff("Stem = Stem.Deep, StemWidth = 32, AvgDown = true"));
        Assert.EndsWith("; 98.3 % of the parameters fit ResNet18's weights", Diff("Stem = Stem.Deep, StemWidth = 32, AvgDown = true"));
        Assert.Contains("no option changed; the same counts; all 122 tensors fit", Diff("Dropout = 0.0"));
        Assert.Contains("; +36 parameters (less than 0.1 %), ", Diff("Attention = Attention.ECA"));
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
