using System.Linq;
using NetVariants.Core.Analysis;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>The rule of the images on which a network runs, against one image after the other.</summary>
public sealed class InputRuleTests
{
    private const int Sides = 520;

    [Theory]
    [InlineData("AntiAlias = AntiAlias.Avg", "a side that leaves 0 to 2 or 31 when divided by 32, 31 or more")]
    [InlineData("AntiAlias = AntiAlias.Avg, ImageSize = 223", "a side that leaves 0 to 2 or 31 when divided by 32, 31 or more")]
    [InlineData("AntiAlias = AntiAlias.Avg, ImageSize = 225", "a side that leaves 0 to 2 or 31 when divided by 32, 31 or more")]
    [InlineData("AntiAlias = AntiAlias.Avg, Stem = Stem.Small", "a side that is a multiple of 8")]
    [InlineData("AvgDown = true, ImageSize = 225", "1×1 or more")]
    public void Sides_that_one_way_to_a_sum_rounds_down_are_no_range(string options, string rule) =>
        Assert.Equal(rule, Variants.Read($"ResNetVariant(\"net\", \"1,1,1,1\", {options})").Net().ImageRule.ToString());

    [Theory]
    [InlineData(16)]
    [InlineData(224)]
    public void A_position_for_each_patch_fixes_the_side(int side) =>
        Assert.Equal($"exactly {side}×{side}", Variants.Read($"ViTVariant(\"net\", ImageSize = {side})").Net().ImageRule.ToString());

    [Theory]
    [InlineData("1,1,1,1", "AntiAlias = AntiAlias.Avg, AvgDown = true, ImageSize = 225")]
    [InlineData("1,1,1,1", "AntiAlias = AntiAlias.Avg, Stem = Stem.Deep, ReplaceStemPool = true, ImageSize = 161")]
    [InlineData("1,1_s3,1_s1,1_s5", "AntiAlias = AntiAlias.Avg, ImageSize = 240")]
    [InlineData("1,1,1_s4", "AntiAlias = AntiAlias.Avg, OutputStride = 8, Block = ResNetBlock.Bottleneck, ImageSize = 200")]
    [InlineData("1,1,1,1,1,1", "AntiAlias = AntiAlias.Avg, ImageSize = 256")]
    public void A_rule_allows_the_sides_that_run_and_no_others(string layers, string options)
    {
        var net = Variants.Read($"ResNetVariant(\"net\", \"{layers}\", {options})").Net();
        var rule = net.ImageRule;

        Assert.Equal(InputRuleKind.Remainders, rule.Kind);
        Assert.All(
            Enumerable.Range((int)rule.Smallest, Sides),
            side => Assert.Equal(rule.Remainders.Contains(side % rule.Side), ShapeInference.Runs(net.Graph, net.Spec.Input, side)));
    }
}
