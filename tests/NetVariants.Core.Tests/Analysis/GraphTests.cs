using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>
/// Whole graphs with every block expanded, to be read: what each layer takes, what it gives, and the token that it comes from.
/// </summary>
public sealed class GraphTests
{
    private const int LongestLine = 140;

    [Theory]
    [InlineData(
        "Vgg",
        "VggVariant(\"vgg\", \"A, 8, M, 2*8k5s2g4\", BatchNorm = true, ImageSize = 16, HiddenFeatures = 4, AvgPoolSize = 2, "
            + "InChannels = 1)")]
    [InlineData(
        "ResNet",
        "ResNetVariant(\"resnet\", \"2, 1\", Widths = \"4,8\", ImageSize = 32, ZeroInitResidual = true, NumClasses = 10)")]
    [InlineData("Bottlenecks", "ResNetVariant(\"resnet\", \"1,1\", Block = ResNetBlock.Bottleneck, Widths = \"4,8\", ImageSize = 32)")]
    [InlineData(
        "Dilated_bottlenecks_in_groups",
        "ResNetVariant(\"resnet\", \"1,1,3*1\", Block = ResNetBlock.Bottleneck, Widths = \"4,8,8,8,16\", Groups = 2, "
            + "WidthPerGroup = 32, ReplaceStrideWithDilation = \"0,1,1,0\", ImageSize = 32, Stem = Stem.Small)")]
    [InlineData(
        "DenseNet",
        "DenseNetVariant(\"densenet\", \"2,1\", GrowthRate = 3, NumInitFeatures = 5, BnSize = 2, DropRate = 0.25, ImageSize = 32)")]
    [InlineData(
        "Small_DenseNet_of_one_block",
        "DenseNetVariant(\"densenet\", \"1\", GrowthRate = 3, NumInitFeatures = 5, Stem = Stem.Small, ImageSize = 8)")]
    public void A_declaration_gives_the_recorded_graph(string name, string declaration)
    {
        var net = Variants.Read(declaration).Net();
        var layers = net.Graph.Nodes.Select((node, i) =>
            $"{i,3} {node.Path,-32} {node.Op.Describe()}{(net.Spec.Blocks.Any(
                block => block.Init.Any(rule => rule.IsFor(node.Op.Name, node.Path)))
                ? ", weight 0"
                : "")}{(node.Op is Conv2d { Bias: true } ? ", bias" : "")}"
            + $" of {string.Join(" and ", node.Inputs)}: {net.Shapes[i]} from {node.Origin.Start}+{node.Origin.Length}");
        string[] text =
        [
            .. LineBreaks.OfList(declaration, LongestLine).Select(line => line.TrimEnd()),
            .. layers,
            $"ends {string.Join(' ', net.ResultIndices)}",
            $"features {net.Features}, classes {net.Output(0).Channels}, activations {net.ActivationBytes}, "
                + $"smallest {net.ImageRule.Smallest}",
            $"blocks {string.Join(' ', net.Spec.Blocks.Select(DescribeBlock))}",
            .. net.Spec.Init.Select(rule => $"init {DescribeRule(rule)}"),
            .. LayerTable.Rows(net).Select(row => $"{row.Path} | {row.Operation} | {row.Output} | {row.ParameterCount} | {row.Macs}"),
            $"rows {LayerTable.Rows(net).Count()}",
            "",
        ];
        Snapshot.Match(string.Join('\n', text), member: name);

        static string DescribeBlock(BlockDef block) =>
            $"{block.Name}({string.Join(", ", block.Parameters.Select(parameter => $"{parameter.Name} {parameter.Default}"))})";

        static string DescribeRule(InitRule rule) =>
            $"{rule.Module}.{rule.Tensor} {rule.Init.Function}{rule.Init.Arguments(TorchNames.Aliased)}";
    }
}
