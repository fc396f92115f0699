using System;
using System.IO;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Data;
using NetVariants.Integration.Tests.Graphs;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using Onnx;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Onnx.Tests;

/// <summary>Convolutions as Winograd's minimal filtering: the same results, written only where they are meant to be faster.</summary>
public sealed class WinogradTests : IDisposable
{
    // Two of its convolutions have many channels on both sides; the first has not.
    private const string Wide = "VggVariant(\"wide\", \"128,128,96,M\", HiddenFeatures = 16, NumClasses = 5)";

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly IDisposable _noGradients = no_grad();

    private string File => _folder.File("net.onnx");

    [PeerTheory]
    [InlineData(Wide, 64, null, 1)]
    [InlineData(Wide, 61, null, 3)]
    [InlineData(Wide, 62, 2, 2)]
    [InlineData("VggVariant(\"bias\", \"128,128,96,M\", BatchNorm = true, HiddenFeatures = 16, NumClasses = 5)", 63, null, 2)]
    [InlineData("ResNetVariant(\"net\", \"2,1\", Widths = \"128,256\", Stem = Stem.Small, NumClasses = 5)", 54, null, 2)]
    public void Logits_are_the_same(string declaration, int side, int? batchSize, int images)
    {
        var options = new OnnxExportOptions { ImageSize = side, BatchSize = batchSize };
        foreach (var written in (OnnxExportOptions[])[options, options with { FoldBatchNorm = false }])
        {
            var (expected, input) = Export(declaration, written, images);

            Assert.NotEmpty(Transformed());
            OnnxRunner.AssertSame(File, input, expected, $"{declaration} with {written}");
        }
    }

    [Fact]
    public void The_largest_error_of_a_convolution_is_that_of_some_roundings()
    {
        var options = new OnnxExportOptions { ImageSize = 64 };
        var (_, images) = Export(Wide, options with { Winograd = false }, 1);
        var direct = OnnxRunner.Run(File, images);
        Export(Wide, options, 1);

        var difference = (OnnxRunner.Run(File, images) - direct).abs().max() / direct.abs().max();

        Assert.InRange(difference.item<float>(), 1e-9, 2e-5);
    }

    [Theory]
    [InlineData(Wide, 64, 2)]
    [InlineData(Wide, 40, 0)]
    [InlineData("VggVariant(\"narrow\", \"64,64,M\", HiddenFeatures = 16)", 224, 0)]
    [InlineData("ResNetVariant(\"grouped\", \"1\", Widths = \"256\", Block = ResNetBlock.Bottleneck, Groups = 32)", 224, 0)]
    [InlineData("ResNetVariant(\"resnet18\", \"2,2,2,2\")", 224, 0)]
    [InlineData("VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\", HiddenFeatures = 16)", 224, 10)]
    public void Wide_convolutions_of_large_maps_alone_are_written_so(string declaration, int side, int count)
    {
        Export(declaration, new OnnxExportOptions { ImageSize = side }, images: 0);

        Assert.Equal(count, Transformed().Length);
    }

    [Fact]
    public void No_convolution_is_written_so_of_any_size_of_integers_or_where_it_is_not_asked_for()
    {
        MemoryImages images = new(
            new byte[3 * 64 * 64], new byte[1], new ImageShape(3, 64, 64), ["one"], new Normalization([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]));
        foreach (var options in (OnnxExportOptions[])
        [
            new(), new() { ImageSize = 64, Winograd = false },
            new() { ImageSize = 64, Quantization = new OnnxQuantizationOptions(images) },
        ])
        {
            Export(Wide, options, images: 0);

            Assert.Empty(Transformed());
        }
    }

    [Fact]
    public void A_file_keeps_the_names_and_the_size_of_its_weights()
    {
        Export(Wide, new OnnxExportOptions { ImageSize = 64, Winograd = false }, images: 0);
        var (direct, length) = (Model(), new FileInfo(File).Length);
        Export(Wide, new OnnxExportOptions { ImageSize = 64 }, images: 0);

        var names = Model().Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(direct.Graph.Initializer, tensor => Assert.Contains(tensor.Name, names));
        Assert.Contains(Model().Graph.Node, node => node.Name == "features.2");
        Assert.InRange(new FileInfo(File).Length, length, length + 20_000);
    }

    /// <summary>The convolutions whose tiles are multiplied.</summary>
    private string[] Transformed() =>
        [.. Model().Graph.Node.Where(node => node.Input.Contains("/winograd/input")).Select(node => node.Name)];

    private ModelProto Model() => ModelProto.Parser.ParseFrom(System.IO.File.ReadAllBytes(File));

    private (Tensor Expected, Tensor Images) Export(string declaration, OnnxExportOptions options, int images)
    {
        manual_seed(1);
        var net = VariantCompiler.Compile(declaration).Net!;
        var state = TestState.Create(StateDict.Of(net).Select(entry => (entry.Name, entry.Shape.ToArray())));
        OnnxExport.Write(File, declaration, state.AsReader(), options);
        var input = randn(images, 3, options.ImageSize ?? 64, options.ImageSize ?? 64);
        return (images == 0 ? input : Interpreter.Run(net.Graph, state, input, training: false)[0], input);
    }

    public void Dispose()
    {
        _noGradients.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }
}
