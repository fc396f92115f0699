using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Models.Tests.Weights;

/// <summary>Names and forms of other libraries.</summary>
public sealed class LayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Timms_vgg_loads_by_option()
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor> source = Small.Create("vgg_norm"), model = Small.Create("vgg_norm");
        var path = _folder.File("timm.pth");
        // Its first linear layer is a convolution over the whole map, its second one of 1×1 pixels.
        StateDictFile.Save(path, [.. source.state_dict().Select(pair => pair.Key switch
        {
            "classifier.0.weight" => ("pre_logits.fc1.weight", pair.Value.view(8, 8, 2, 2)),
            "classifier.3.weight" => ("pre_logits.fc2.weight", pair.Value.view(8, 8, 1, 1)),
            string name => (name.Replace("classifier.0", "pre_logits.fc1", StringComparison.Ordinal).Replace(
                "classifier.3", "pre_logits.fc2", StringComparison.Ordinal)
                .Replace("classifier.6", "head.fc", StringComparison.Ordinal), pair.Value),
        })]);

        Assert.EndsWith(
            "; set Layout = \"timm\", and the file fits.",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path)).Message,
            StringComparison.Ordinal);
        Assert.True(model.LoadWeights(path, new LoadOptions { Layout = "timm" }).IsComplete);
        Assert.All(model.state_dict(), pair => Assert.Equal(source.state_dict()[pair.Key].bytes.ToArray(), pair.Value.bytes.ToArray()));
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("resnet_bottleneck")]
    public void Transformers_resnets_load_by_option(string network)
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor> source = Small.Create(network), model = Small.Create(network);
        var path = _folder.File("transformers.safetensors");
        StateDictFile.Save(path, [.. source.state_dict().Select(pair => (Transformers(pair.Key), pair.Value))]);

        Assert.EndsWith(
            "; set Layout = \"transformers\", and the file fits.",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
        Assert.True(model.LoadWeights(path, new LoadOptions { Layout = "transformers" }).IsComplete);
        Assert.All(model.state_dict(), pair => Assert.Equal(source.state_dict()[pair.Key].bytes.ToArray(), pair.Value.bytes.ToArray()));

        static string Transformers(string name) => name.Split('.') switch
        {
            ["fc", var rest] => $"classifier.1.{rest}",
            ["conv1", var rest] => $"resnet.embedder.embedder.convolution.{rest}",
            ["bn1", var rest] => $"resnet.embedder.embedder.normalization.{rest}",
            [var stage, var block, "downsample", var part, var rest] =>
                $"resnet.encoder.stages.{stage[^1] - '1'}.layers.{block}.shortcut.{(part == "0" ? "convolution" : "normalization")}.{rest}",
            [var stage, var block, var layer, var rest] =>
                $"resnet.encoder.stages.{stage[^1] - '1'}.layers.{block}.layer.{layer[^1]
                    - '1'}.{(layer[0] == 'c' ? "convolution" : "normalization")}.{rest}",
            _ => throw new ArgumentException(name, nameof(name)),
        };
    }

    [Fact]
    public void Rename_removes_a_prefix_inside_a_name()
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor> source = Small.Create("vgg"), model = Small.Create("vgg");
        var path = _folder.File("parallel.pth");
        StateDictFile.Save(
            path,
            [.. source.state_dict().Select(
                pair => (pair.Key.Replace("features.", "features.module.", StringComparison.Ordinal), pair.Value))]);

        Assert.True(
            model.LoadWeights(
                path, new LoadOptions { Rename = new Dictionary<string, string> { ["features.module"] = "features" } }).IsComplete);
    }

    [PeerFact]
    public void A_part_of_a_large_storage_is_read_in_its_own_order()
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("views.pth");
        // Farther apart than what is read at once; in all orders of dimensions; from the storage's middle.
        var expected = Peer.Run(
            $"""
            whole = torch.arange(300000, dtype=torch.float32).view(3, 1000, 100)
            views = dict(
                far=whole[:, 7, 50:], column=whole[:, :, 3], turned=whole.permute(2, 0, 1),
                stepped=whole[1:, ::300, ::33], half=whole[2].half().t())
            torch.save(views, '{path}')
            torch.save(views, '{path}.legacy', _use_new_zipfile_serialization=False)
            views = dict((name, view.float()) for name, view in views.items())
            """,
            null, "views");

        foreach (var file in new[] { path, path + ".legacy" })
        {
            using var views = WeightFile.Open(file);
            Assert.Equal(5, views.Entries.Count);
            Assert.All(
                views.Entries,
                entry => Assert.Equal(
                    expected["views." + entry.Name].bytes.ToArray(), views.Read(entry.Name).to(ScalarType.Float32).bytes.ToArray()));
        }
    }
}

[VggVariant("vgg11", "64,M,128,M,256,256,M,512,512,M,512,512,M", HiddenFeatures = 8, AvgPoolSize = 1, NumClasses = 5, ImageSize = 32)]
[VggVariant(
    "vgg13", "64,64,M,128,128,M,256,256,M,512,512,M,512,512,M", HiddenFeatures = 8, AvgPoolSize = 1, NumClasses = 5, ImageSize = 32)]
[ResNetVariant("resnet18", "2,2,2,2", Widths = "8,16,32,64")]
[ResNetVariant("resnet34", "3,4,6,3", Widths = "8,16,32,64")]
[ResNetVariant("resnet10", "1,1,1,1", Widths = "8,16,32,64")]
[DenseNetVariant("densenet121", "6,12,24,16", GrowthRate = 4, NumInitFeatures = 8)]
[DenseNetVariant("densenet169", "6,12,32,32", GrowthRate = 4, NumInitFeatures = 8)]
[DenseNetVariant("densenet58", "6,12,8", GrowthRate = 4, NumInitFeatures = 8)]
internal static partial class Deep;
