using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;
using static NetVariants.Integration.Tests.Graphs.SmallGraph;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>The sides of images that a network accepts.</summary>
public sealed class ImageRuleTests
{
    [Fact]
    public void Upsampling_needs_a_multiple_of_a_side()
    {
        var graph = new GraphBuilder();
        var fine = graph.Add("fine", new Conv2d(3, 4, 3) { Padding = 1 });
        graph.Add("", new Upsample(Arg.Member(0)), graph.Add("pool", new MaxPool2d(2, 2), fine));
        graph.Join(new Concat(), fine, graph.Last);
        var net = Check(Net(graph));

        Assert.Equal("a side that is a multiple of 2", net.ImageRule.ToString());
        Assert.Equal(2, net.ImageRule.Smallest);
    }

    [Fact]
    public void Two_upsampling_levels_need_a_multiple_of_four()
    {
        var graph = new GraphBuilder();
        var fine = graph.Add("fine", new Conv2d(3, 4, 3) { Padding = 1 });
        var middle = graph.Add("middle", new MaxPool2d(2, 2), fine);
        graph.Add("", new Upsample(Arg.Member(0)), graph.Add("coarse", new MaxPool2d(2, 2), middle));
        graph.Add("", new Upsample(Arg.Member(0)), graph.Join(new Add(), middle, graph.Last));
        graph.Join(new Concat(), fine, graph.Last);

        Assert.Equal("a side that is a multiple of 4", Check(Net(graph)).ImageRule.ToString());
    }

    [Fact]
    public void Position_embeddings_fix_the_image_size()
    {
        var graph = new GraphBuilder();
        var patches = graph.Add("conv_proj", new Conv2d(3, 4, 4) { Stride = 4 });
        graph.Join(new Add(), patches, graph.Add(new NodeSpec("pos_embedding", new Parameter(Layout.Map, 4, 2, 2), default)));

        Assert.Equal("exactly 8×8", Check(Net(graph)).ImageRule.ToString());
    }

    [Fact]
    public void A_linear_layer_on_a_map_fixes_the_image_size()
    {
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(3, 2, 3) { Padding = 1 });
        graph.Add("", new Flatten());
        graph.Add("head", new Linear(2 * 8 * 8, 5));

        Assert.Equal("exactly 8×8", Check(Net(graph)).ImageRule.ToString());
    }
}
