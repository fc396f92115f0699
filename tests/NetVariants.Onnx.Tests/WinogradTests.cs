using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Integration.Tests.Graphs;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.Operators;
using NetVariants.Onnx.State;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using Onnx;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Ops = NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Tests;

/// <summary>Convolutions as Winograd's minimal filtering: the same results, and only where that is predicted to be faster.</summary>
public sealed class WinogradTests : IDisposable
{
    // Two of its three convolutions are wide enough.
    private const string Wide = "VggVariant(\"wide\", \"128,128,96,M\", HiddenFeatures = 16, NumClasses = 5)";

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly IDisposable _noGradients = no_grad();

    private string File => _folder.File("net.onnx");

    public static TheoryData<int, int, int, int, int, bool> Convolutions() => new()
    {
        { 8, 8, 4, 8, 1, true },
        { 3, 5, 37, 50, 1, true },
        { 5, 3, 50, 37, 1, false },
        { 4, 4, 33, 21, 0, true },
        { 2, 7, 12, 30, 0, false },
        { 6, 2, 19, 26, 2, true },
        { 1, 1, 3, 9, 1, false },
    };

    [PeerTheory]
    [MemberData(nameof(Convolutions))]
    public void A_convolution_gives_the_same(int channels, int results, int height, int width, int padding, bool hasBias)
    {
        manual_seed(1);
        Ops.Conv2d conv = new(channels, results, 3) { Padding = padding, Bias = hasBias };
        Dictionary<string, Tensor> state = new() { ["conv.weight"] = randn(results, channels, 3, 3) };
        if (hasBias)
            state["conv.bias"] = randn(results);
        WriteConvolution(conv, TensorShape.Map(channels, height, width), state);

        var images = randn(3, channels, height, width);
        var expected = nn.functional.conv2d(
            images, state["conv.weight"], state.GetValueOrDefault("conv.bias"), padding: [padding, padding]);
        OnnxRunner.AssertSame(File, images, expected, $"{conv} on {height}×{width}");
    }

    [PeerTheory]
    [InlineData(Wide, 64, null, 1)]
    [InlineData(Wide, 61, null, 3)]
    [InlineData(Wide, 62, 2, 2)]
    [InlineData("VggVariant(\"norm\", \"128,128,96,M\", BatchNorm = true, HiddenFeatures = 16, NumClasses = 5)", 63, null, 2)]
    [InlineData("ResNetVariant(\"net\", \"2,1\", Widths = \"128,256\", Stem = Stem.Small, NumClasses = 5)", 54, null, 2)]
    public void A_network_gives_the_same_logits(string declaration, int side, int? batchSize, int images)
    {
        var options = new OnnxExportOptions { ImageSize = side, BatchSize = batchSize };
        foreach (var written in (OnnxExportOptions[])[options, options with { FoldBatchNorm = false }])
        {
            var (net, state) = Export(declaration, written);

            Assert.NotEmpty(InputTransforms());
            var input = randn(images, 3, side, side);
            var expected = Interpreter.Run(net.Graph, state, input, training: false)[0];
            OnnxRunner.AssertSame(File, input, expected, $"{declaration} with {written}");
        }
    }

    [Fact]
    public void Logits_differ_from_direct_convolutions_by_at_most_2e_5_of_the_largest()
    {
        var options = new OnnxExportOptions { ImageSize = 64 };
        Export(Wide, options with { UseWinograd = false });
        var images = randn(1, 3, 64, 64);
        var direct = OnnxRunner.Run(File, images);
        Export(Wide, options);

        var difference = (OnnxRunner.Run(File, images) - direct).abs().max() / direct.abs().max();

        Assert.InRange(difference.item<float>(), 1e-9, 2e-5);
    }

    [Theory]
    [InlineData(Wide, 64, 2)]
    [InlineData(Wide, 40, 0)]
    [InlineData("VggVariant(\"narrow\", \"64,64,M\", HiddenFeatures = 16)", 224, 0)]
    [InlineData("VggVariant(\"small\", \"512,512,M\", HiddenFeatures = 16)", 12, 0)]
    [InlineData("VggVariant(\"small\", \"512,512,M\", HiddenFeatures = 16)", 14, 1)]
    [InlineData("ResNetVariant(\"strided\", \"1,1\", Widths = \"256,512\", Stem = Stem.Small)", 64, 3)]
    [InlineData("ResNetVariant(\"grouped\", \"1\", Widths = \"256\", Block = ResNetBlock.Bottleneck, Groups = 32)", 224, 0)]
    [InlineData("ResNetVariant(\"dilated\", \"2,2,2,2\", OutputStride = 8)", 224, 0)]
    [InlineData("ResNetVariant(\"resnet18\", \"2,2,2,2\")", 224, 0)]
    [InlineData("VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\", HiddenFeatures = 16)", 224, 10)]
    public void Wide_convolutions_of_stride_1_on_large_maps_alone_use_it(string declaration, int side, int count)
    {
        Export(declaration, new OnnxExportOptions { ImageSize = side });

        Assert.Equal(count, InputTransforms().Length);
    }

    public static TheoryData<string> DirectOptions() => ["any size", "int8", "UseWinograd = false"];

    [Theory]
    [MemberData(nameof(DirectOptions))]
    public void Convolutions_stay_as_they_are(string options)
    {
        MemoryImages images = new(
            new byte[3 * 64 * 64], new byte[1], new ImageShape(3, 64, 64), ["one"], new Normalization([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]));

        Export(Wide, options switch
        {
            "any size" => new OnnxExportOptions(),
            "int8" => new() { ImageSize = 64, Quantization = new OnnxQuantizationOptions(images) },
            _ => new() { ImageSize = 64, UseWinograd = false },
        });

        Assert.Empty(InputTransforms());
        Assert.Equal(3, Model().Graph.Node.Count(node => node.OpType == "Conv"));
    }

    [Fact]
    public void A_file_keeps_the_names_and_the_size_of_its_weights()
    {
        Export(Wide, new OnnxExportOptions { ImageSize = 64, UseWinograd = false });
        var (direct, length) = (Model(), new FileInfo(File).Length);
        Export(Wide, new OnnxExportOptions { ImageSize = 64 });

        var names = Model().Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(direct.Graph.Initializer, tensor => Assert.Contains(tensor.Name, names));
        Assert.Contains(Model().Graph.Node, node => node.Name == "features.2");
        Assert.InRange(new FileInfo(File).Length, length, length + 20_000);
    }

    private string[] InputTransforms() =>
        [.. Model().Graph.Node.Where(node => node.Input.Contains("/winograd/input")).Select(node => node.Name)];

    private ModelProto Model() => ModelProto.Parser.ParseFrom(System.IO.File.ReadAllBytes(File));

    /// <summary>Writes a network with the same random weights each time.</summary>
    private (ShapedNet Net, Dictionary<string, Tensor> State) Export(string declaration, OnnxExportOptions options)
    {
        manual_seed(1);
        var net = VariantCompiler.Compile(declaration).Net!;
        var state = TestState.Create(StateDict.Of(net).Select(entry => (entry.Name, entry.Shape.ToArray())));
        OnnxExport.Write(File, declaration, state.AsReader(), options);
        return (net, state);
    }

    private void WriteConvolution(Ops.Conv2d conv, TensorShape image, Dictionary<string, Tensor> state)
    {
        StateEntry[] entries = [.. state.Select(pair => new StateEntry(pair.Key, new EquatableArray<long>(pair.Value.shape), true))];
        OnnxGraph content = new();
        InputShapes shapes = new(new EquatableArray<int>([-1]), new GraphShapes(default, image));
        FoldedState tensors = new(StateTensors.Open(entries, state.AsReader(), "conv"), []);
        Translation node = new(content, tensors, new NodeSpec("conv", conv, default), "logits")
        {
            Inputs = ["input"],
            Shapes = shapes,
            Output = conv.Output(shapes)!.Value,
            IsAnySize = false,
            UsesWinograd = true,
        };
        Winograd.Conv2d(conv, node);
        NetworkGraph graph = new(
            content,
            [new GraphValue("input", image, BatchSize: null, IsAnySize: false)],
            [new GraphValue("logits", node.Output, BatchSize: null, IsAnySize: false)],
            new HashSet<string>());
        ModelFile.Write(
            File, ModelHeader.Create(graph, "conv", new Dictionary<string, string>()), content.Constants, external: false, long.MaxValue);
    }

    public void Dispose()
    {
        _noGradients.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }
}
