using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Core.Passes;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>A network computes the same after its batch normalizations are folded into the convolutions before them.</summary>
public sealed class FoldBatchNormTests
{
    private const double Eps = 1e-5;

    [Theory]
    [InlineData("VggVariant(\"vgg\", \"4,M,8,8\", BatchNorm = true, ImageSize = 16, HiddenFeatures = 8, AvgPoolSize = 1)", 3, 0)]
    [InlineData("ResNetVariant(\"resnet\", \"1,2\", Widths = \"4,8\", ImageSize = 32)", 8, 0)]
    [InlineData("ResNetVariant(\"resnet\", \"1,1\", Block = ResNetBlock.Bottleneck, Widths = \"4,8\", ImageSize = 32)", 9, 0)]
    [InlineData("DenseNetVariant(\"densenet\", \"2,1\", GrowthRate = 4, NumInitFeatures = 8, ImageSize = 32)", 4, 5)]
    public void Folding_keeps_a_familys_outputs(string declaration, int folded, int left)
    {
        var net = VariantCompiler.Compile(DeclarationText.Parse(declaration)!).Net!;
        var spec = FoldBatchNorm.Apply(net.Spec);

        AssertSame(net, spec, seed: 1);
        Assert.Equal(folded, FoldBatchNorm.Pairs(net.Graph, EmittedGraphs.Shape(spec).Graph).Count());
        Assert.Equal(left, EmittedGraphs.Shape(spec).Graph.Nodes.Count(node => node.Op is BatchNorm2d));
    }

    [Fact]
    public void Folding_keeps_the_outputs_of_random_graphs()
    {
        var folded = 0;
        for (var seed = 0; seed < 240; seed++)
        {
            var spec = RandomGraph.Create(seed);
            var (net, without) = (EmittedGraphs.Shape(spec), FoldBatchNorm.Apply(spec));
            AssertSame(net, without, seed);
            folded += net.Graph.Nodes.Count - EmittedGraphs.Shape(without).Graph.Nodes.Count;
        }

        Assert.InRange(folded, 10, int.MaxValue);
    }

    [Fact]
    public void A_convolution_that_is_read_elsewhere_keeps_its_weights()
    {
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(3, 4, 1));
        graph.Join(new Add(), graph.Add("norm", new BatchNorm2d(4)), conv);
        var spec = new NetSpec("Graph", TensorShape.Map(3, 8), default, graph.Build());

        Assert.Equal(spec, FoldBatchNorm.Apply(spec));
    }

    [Fact]
    public void A_folded_network_is_emitted_and_runs()
    {
        var net = VariantCompiler.Compile(
            DeclarationText.Parse("ResNetVariant(\"resnet\", \"1,2\", Widths = \"4,8\", ImageSize = 32)")!).Net!;
        var folded = EmittedGraphs.Shape(FoldBatchNorm.Apply(net.Spec));
        using var model = EmittedGraphs.Compile([folded]).Create(0);

        Assert.Null(GraphComparison.Differences(folded, model, seed: 1));
    }

    private static void AssertSame(ShapedNet net, NetSpec spec, int seed)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        manual_seed(seed);
        var folded = EmittedGraphs.Shape(spec);
        var state = StateDict.Of(net).ToDictionary(entry => entry.Name, entry => rand([.. entry.Shape], float64) + 0.5);
        var image = randn([2, net.Spec.Input.Channels, net.Spec.Input.Height, net.Spec.Input.Width], float64);

        var expected = Interpreter.Run(net.Graph, state, image, training: false);
        var actual = Interpreter.Run(folded.Graph, Folded(state, FoldBatchNorm.Pairs(net.Graph, folded.Graph)), image, training: false);

        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.True(((one - other).abs().max() <= 1e-9 * one.abs().max()).ToBoolean(), $"{seed}");
    }

    private static Dictionary<string, Tensor> Folded(Dictionary<string, Tensor> state, IEnumerable<(string Convolution, string Norm)> pairs)
    {
        var folded = new Dictionary<string, Tensor>(state);
        foreach (var (convolution, norm) in pairs)
        {
            var scale = state[$"{norm}.weight"] / (state[$"{norm}.running_var"] + Eps).sqrt();
            var bias = state.TryGetValue($"{convolution}.bias", out var own) ? own : zeros_like(scale);
            folded[$"{convolution}.weight"] = state[$"{convolution}.weight"] * scale.view(-1, 1, 1, 1);
            folded[$"{convolution}.bias"] = ((bias - state[$"{norm}.running_mean"]) * scale) + state[$"{norm}.bias"];
        }

        return folded;
    }
}
