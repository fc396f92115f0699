using System.Linq;
using NetVariants.Core.Analysis;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>The rule of the images on which a network runs, against one image after the other.</summary>
public sealed class InputRuleTests
{
    private const string Remainders = "a side of at least 31 that leaves a remainder of 0 to 2 or 31 when divided by 32";

    // More than twice the longest period.
    private const int Sides = 520;

    [Theory]
    [InlineData("AntiAlias = AntiAlias.Avg", Remainders)]
    [InlineData("AntiAlias = AntiAlias.Avg, ImageSize = 223", Remainders)]
    [InlineData("AntiAlias = AntiAlias.Avg, ImageSize = 225", Remainders)]
    [InlineData("AntiAlias = AntiAlias.Avg, Stem = Stem.Small", "a side that is a multiple of 8")]
    [InlineData("AvgDown = true, ImageSize = 225", "1×1 or more")]
    public void A_rule_names_the_sides_that_run(string options, string rule) =>
        Assert.Equal(rule, Variants.Read($"ResNetVariant(\"net\", \"1,1,1,1\", {options})").Net().ImageRule.ToString());

    [Theory]
    [InlineData(16, 16)]
    [InlineData(224, 16)]
    [InlineData(1024, 512)]
    public void A_position_for_each_patch_fixes_the_side(int side, int patch)
    {
        var net = Variants.Read($"ViTVariant(\"net\", ImageSize = {side}, PatchSize = {patch})").Net();

        Assert.Equal($"exactly {side}×{side}", net.ImageRule.ToString());
    }

    [Theory]
    [InlineData("1,1,1,1", "AntiAlias = AntiAlias.Avg, AvgDown = true, ImageSize = 225")]
    [InlineData("1,1,1,1", "AntiAlias = AntiAlias.Avg, Stem = Stem.Deep, ReplaceStemPool = true, ImageSize = 161")]
    [InlineData("1,1_s3,1_s1,1_s5", "AntiAlias = AntiAlias.Avg, ImageSize = 240")]
    [InlineData("1,1,1_s4", "AntiAlias = AntiAlias.Avg, OutputStride = 8, Block = ResNetBlock.Bottleneck, ImageSize = 200")]
    [InlineData("1,1_s8,1_s8,1", "AntiAlias = AntiAlias.Avg, ImageSize = 512")]
    [InlineData("1,1_s8,1_s7,1_s5", "AntiAlias = AntiAlias.Avg, ImageSize = 2240")]
    [InlineData("1,1_s8,1_s8,1_s5", "AntiAlias = AntiAlias.Avg, Stem = Stem.Small, ImageSize = 320")]
    [InlineData("1,1,1,1,1,1", "AntiAlias = AntiAlias.Avg, ImageSize = 256")]
    public void A_rule_allows_the_sides_that_run_and_no_others(string layers, string options)
    {
        var net = Variants.Read($"ResNetVariant(\"net\", \"{layers}\", {options})").Net();
        var rule = net.ImageRule;

        Assert.Equal(InputRuleKind.Remainders, rule.Kind);
        Assert.All(
            Enumerable.Range((int)rule.Smallest, Sides),
            side => Assert.Equal(rule.Remainders.Contains(side % rule.Side), ShapeInference.Runs(net.Graph, net.Spec.Input, side)));
        var below = rule.Smallest - 1;
        Assert.False(rule.Remainders.Contains(below % rule.Side) && ShapeInference.Runs(net.Graph, net.Spec.Input, below));
    }
}
