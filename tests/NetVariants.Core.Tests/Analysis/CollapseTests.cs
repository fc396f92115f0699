using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>Networks that PyTorch would refuse to run at their image size; each case was tried there (1.13.1).</summary>
public sealed class CollapseTests
{
    [Theory]
    [InlineData("8,M,8,M,8,M", 7, "NV3001 layers 10+1: features.8 | MaxPool2d 2×2, stride 2 | [N, 8, 1, 1] | 7 | at least 8 is needed")]
    [InlineData("M,M", 3, "NV3001 layers 2+1: features.1 | MaxPool2d 2×2, stride 2 | [N, 3, 1, 1] | 3 | at least 4 is needed")]
    [InlineData("M", 1, "NV3001 layers 0+1: features.0 | MaxPool2d 2×2, stride 2 | [N, 3, 1, 1] | 1 | at least 2 is needed")]
    public void A_max_pool_needs_two_pixels(string layers, int imageSize, string problem) =>
        Assert.Equal([problem], Variants.Vgg(layers, ("ImageSize", imageSize)).Problems());

    [Theory]
    [InlineData(28, "NV3001 layers 6+1: features.transition3.pool | AvgPool2d 2×2 | [N, 36, 1, 1] | 28 | at least 29 is needed")]
    [InlineData(1, "NV3001 layers 0+1: features.transition1.pool | AvgPool2d 2×2 | [N, 48, 1, 1] | 1 | at least 29 is needed")]
    public void A_transition_needs_two_pixels(int imageSize, string problem) =>
        Assert.Equal([problem], Variants.DenseNet("1, 1, 1, 1", ("ImageSize", imageSize)).Problems());

    [Fact]
    public void A_network_that_no_image_fits_is_reported_without_a_size()
    {
        const string None = "| 224 | no image is large enough: use fewer or smaller strides";
        const string Large = "| 224 | at least 65536 is needed";
        Assert.EndsWith(Large, Assert.Single(Variants.Vgg("16*M").Problems()), System.StringComparison.Ordinal);
        Assert.EndsWith(None, Assert.Single(Variants.Vgg("17*M").Problems()), System.StringComparison.Ordinal);
        Assert.EndsWith(None, Assert.Single(Variants.Vgg("64*M").Problems()), System.StringComparison.Ordinal);
        Assert.EndsWith("pools | 64", Assert.Single(Variants.Vgg("64*M,M").Problems()), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VggVariant(\"vgg\", \"8,8\", ImageSize = 1)", 1)]
    [InlineData("VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\")", 32)]
    [InlineData("ResNetVariant(\"resnet18\", \"2,2,2,2\", ImageSize = 1)", 1)]
    [InlineData("ResNetVariant(\"resnet50\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck, Stem = Stem.Small)", 1)]
    [InlineData("DenseNetVariant(\"densenet121\", \"6,12,24,16\")", 29)]
    [InlineData("DenseNetVariant(\"densenet\", \"2,2,2\", Stem = Stem.Small)", 4)]
    public void A_network_states_its_smallest_image(string declaration, int smallest) =>
        Assert.Equal(smallest, Variants.Read(declaration).Net().ImageRule.Smallest);

    [Fact]
    public void A_graph_may_end_in_a_map()
    {
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(3, 8, 5) { Stride = 2, Bias = false });
        graph.Add("pool", new MaxPool2d(3, 2));

        var body = graph.Build();
        Assert.Equal(9, ShapeInference.SmallestSide(body));
        Assert.Equal([TensorShape.Map(8, 3), TensorShape.Map(8, 1)], ShapeInference.Infer(body, TensorShape.Map(3, 9), out var none));
        Assert.Equal(-1, none);
        _ = ShapeInference.Infer(body, TensorShape.Map(3, 8), out var second);
        Assert.Equal(1, second);
    }

    [Theory]
    [InlineData(3, 1, 0, 5, 3)]
    [InlineData(3, 2, 1, 7, 4)]
    [InlineData(3, 2, 1, 8, 4)]
    [InlineData(7, 2, 3, 1, 1)]
    [InlineData(2, 2, 0, 2, 1)]
    [InlineData(2, 2, 0, 1, -1)]
    [InlineData(5, 1, 1, 2, -1)]
    public void A_window_slides_over_a_side(long extent, long stride, long padding, long side, long positions)
    {
        var window = new Window(extent, stride, padding);

        Assert.Equal(positions, window.Output(side));
        if (positions > 0)
        {
            var smallest = window.SmallestInput(positions);
            Assert.InRange(smallest, 1, side);
            Assert.Equal(positions, window.Output(smallest));
            Assert.True(smallest == 1 || window.Output(smallest - 1) < positions);
        }
    }
}
