using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Tests;
using NetVariants.Integration.Tests;
using NetVariants.Integration.Tests.Graphs;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Onnx.Tests;

[ResNetVariant("derived", Base = typeof(Grid.ResnetTwoStages), Attention = Attention.CBAM, Activation = Activation.Mish)]
public partial class DerivedNet;

/// <summary>ONNX Runtime gives what the models give in evaluation mode, and onnx's checker accepts every file.</summary>
public sealed class OutputTests : IDisposable
{
    private const long ParameterLimit = 100_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly IDisposable _noGradients = no_grad();

    public OutputTests() => manual_seed(1);

    private string File => _folder.File("net.onnx");

    public static TheoryData<string> Models() => [.. ReadyMade.NamesBelow(ParameterLimit)];

    [PeerTheory]
    [MemberData(nameof(Models))]
    public void A_network_of_Models_gives_the_same_logits(string name)
    {
        var (info, create) = ReadyMade.Find(name);
        using var model = TestState.Scrambled(create());
        var image = randn(1, 3, 224, 224);
        var expected = model.call(image);
        foreach (var options in (OnnxExportOptions[])[new(), new() { ImageSize = 224, BatchSize = 1 }])
        {
            OnnxExport.Write(File, info, model.AsWeightReader(), options);
            OnnxRunner.AssertSame(File, image, expected, $"{name} with {options}");
        }
    }

    public static TheoryData<string> GridNames() => new(Grid.All.Select(info => info.Name));

    [PeerTheory]
    [MemberData(nameof(GridNames))]
    public void Every_option_gives_the_same_logits_folded_and_not_for_one_size_and_all(string name)
    {
        VariantInfo info = Grid.All.Single(info => info.Name == name);
        using var model = TestState.Scrambled(Grid.Create(name));
        var images = randn(3, info.InChannels, info.ImageSize, info.ImageSize);
        var expected = model.call(images);
        foreach (var options in (OnnxExportOptions[])[new(), new() { FoldBatchNorm = false },
            new() { ImageSize = info.ImageSize, BatchSize = 3 }])
        {
            OnnxExport.Write(File, info, model.AsWeightReader(), options);
            OnnxRunner.AssertSame(File, images, expected, $"{name} with {options}");
        }
    }

    [PeerFact]
    public void Random_variants_give_the_same_logits()
    {
        var declarations = RandomDeclarations.Take(1000, seed: 18)
            .Where(declared => Core.Compilation.VariantCompiler.Compile(declared).Net is not null);
        foreach (var declaration in declarations.Take(LongRun.Count(60)))
        {
            using var scope = NewDisposeScope();
            var net = declaration.Net();
            var state = TestState.Create(StateDict.Of(net).Select(entry => (entry.Name, entry.Shape.ToArray())));
            var text = Core.Compilation.DeclarationText.Print(declaration);
            OnnxExport.Write(File, text, state.AsReader());

            var images = randn(2, net.Spec.Input.Channels, net.Spec.Input.Height, net.Spec.Input.Width);
            OnnxRunner.AssertSame(File, images, Interpreter.Run(net.Graph, state, images, training: false)[0], text);
        }
    }

    [PeerTheory]
    [InlineData("vgg_normalized", 40, 52)]
    [InlineData("vgg_plain", 33, 91)]
    [InlineData("vgg_grey", 28, 64)]
    [InlineData("resnet_odd_widths", 71, 40)]
    [InlineData("densenet_torchvision", 96, 65)]
    public void A_file_takes_images_of_other_sizes(string name, int height, int width)
    {
        VariantInfo info = Grid.All.Single(info => info.Name == name);
        using var model = TestState.Scrambled(Grid.Create(name));
        OnnxExport.Write(File, info, model.AsWeightReader());

        var images = randn(5, info.InChannels, height, width);
        OnnxRunner.AssertSame(File, images, model.call(images), name);
    }

    [PeerFact]
    public void A_derived_variant_is_exported_by_its_own_declaration()
    {
        using var model = TestState.Scrambled(DerivedNet.Create());
        OnnxExport.Write(File, DerivedNet.Info, model.AsWeightReader());

        var images = randn(2, 3, 33, 33);
        OnnxRunner.AssertSame(File, images, model.call(images), DerivedNet.Declaration);
    }

    [PeerFact]
    public void Weights_beside_the_file_give_the_same_logits()
    {
        using var model = TestState.Scrambled(Grid.Create("resnet_two_stages"));
        OnnxExport.Write(File, Grid.ResnetTwoStages.Info, model.AsWeightReader(), new OnnxExportOptions { ExternalData = true });

        Assert.True(System.IO.File.Exists(File + ".data"));
        Assert.InRange(new System.IO.FileInfo(File).Length, 1, 50_000);
        var images = randn(2, 3, 33, 33);
        OnnxRunner.AssertSame(File, images, model.call(images), "external data");
    }

    [Theory]
    [InlineData(null, 10_000, true)]
    [InlineData(null, 1_000_000_000, false)]
    [InlineData(false, 1_000_000_000, false)]
    public void Weights_lie_beside_the_file_where_it_cannot_hold_them(bool? external, long limit, bool isBeside)
    {
        using var model = TestState.Scrambled(Grid.Create("resnet_two_stages"));
        var images = randn(2, 3, 33, 33);
        OnnxExport.Write(File, Grid.ResnetTwoStages.Info, model.AsWeightReader());
        var expected = OnnxRunner.Run(File, images).data<float>().ToArray();

        var options = new OnnxExportOptions { ExternalData = external, InlineLimit = limit };
        OnnxExport.Write(File, Grid.ResnetTwoStages.Info, model.AsWeightReader(), options);

        Assert.Equal(isBeside, System.IO.File.Exists(File + ".data"));
        Assert.Equal(expected, OnnxRunner.Run(File, images).data<float>().ToArray());
    }

    [Fact]
    public void More_weights_than_a_file_holds_are_refused_where_they_may_not_lie_beside_it()
    {
        using var model = Grid.Create("resnet_two_stages");
        var options = new OnnxExportOptions { ExternalData = false, InlineLimit = 10_000 };

        var message = Assert.Throws<ArgumentException>("options", () =>
            OnnxExport.Write(File, Grid.ResnetTwoStages.Info, model.AsWeightReader(), options)).Message;
        Assert.Contains("ExternalData is false, and the weights of resnet_two_stages take ", message, StringComparison.Ordinal);
        Assert.Contains("one file holds 10000:", message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    public void Dispose()
    {
        _noGradients.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }
}
