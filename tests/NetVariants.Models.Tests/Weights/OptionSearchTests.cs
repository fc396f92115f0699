using System;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Models.Tests.Weights;

/// <summary>A file of one declaration and a network of another: the message names the options that differ, and no others.</summary>
public sealed class OptionSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vgg", "vgg_classes", "NumClasses = 6; the network has NumClasses = 5")]
    [InlineData("vgg", "vgg_channels", "InChannels = 1; the network has InChannels = 3")]
    [InlineData("vgg", "vgg_norm", "BatchNorm = true; the network has BatchNorm = false")]
    [InlineData("vgg", "vgg_layers", "layers \"8,M,8,8\"; the network has layers \"8,M,8\"")]
    [InlineData("vgg", "vgg_wide", "layers \"8,M,9\"; the network has layers \"8,M,8\"")]
    [InlineData("vgg", "vgg_hidden", "HiddenFeatures = 9; the network has HiddenFeatures = 8")]
    [InlineData("vgg", "vgg_pool", "AvgPoolSize = 3; the network has AvgPoolSize = 2")]
    [InlineData("resnet", "resnet_classes", "NumClasses = 6; the network has NumClasses = 5")]
    [InlineData("resnet", "resnet_channels", "InChannels = 1; the network has InChannels = 3")]
    [InlineData("resnet", "resnet_stem", "Stem = Stem.Small; the network has Stem = Stem.ImageNet")]
    [InlineData("resnet", "resnet_layers", "layers \"1,2\"; the network has layers \"1,1\"")]
    [InlineData("resnet", "resnet_widths", "Widths = \"8,12\"; the network has Widths = \"8,16\"")]
    [InlineData(
        "resnet",
        "resnet_bottleneck",
        "Block = ResNetBlock.Bottleneck and Widths = \"16,32\"; the network has Block = ResNetBlock.Basic and Widths = \"8,16\"")]
    [InlineData(
        "resnet_bottleneck",
        "resnet_bottleneck_groups",
        "Groups = 2 and WidthPerGroup = 32; the network has Groups = 1 and WidthPerGroup = 64")]
    [InlineData("resnet_bottleneck", "resnet_bottleneck_width", "WidthPerGroup = 128; the network has WidthPerGroup = 64")]
    [InlineData("resnet_bottleneck", "resnet_bottleneck_widths", "Widths = \"16,24\"; the network has Widths = \"16,32\"")]
    [InlineData("densenet", "densenet_classes", "NumClasses = 6; the network has NumClasses = 5")]
    [InlineData("densenet", "densenet_channels", "InChannels = 1; the network has InChannels = 3")]
    [InlineData("densenet", "densenet_stem", "Stem = Stem.Small; the network has Stem = Stem.ImageNet")]
    [InlineData("densenet", "densenet_layers", "layers \"2,3\"; the network has layers \"2,2\"")]
    [InlineData("densenet", "densenet_growth", "GrowthRate = 5; the network has GrowthRate = 4")]
    [InlineData("densenet", "densenet_init", "NumInitFeatures = 10; the network has NumInitFeatures = 8")]
    [InlineData("densenet", "densenet_bn", "BnSize = 3; the network has BnSize = 4")]
    [InlineData("densenet", "densenet_compression", "Compression = 0.75; the network has Compression = 0.5")]
    [InlineData("mobilenet", "mobilenet_narrow", "WidthMult = 0.5; the network has WidthMult = 1")]
    [InlineData("efficientnet", "efficientnet_deep", "DepthMult = 1.8; the network has DepthMult = 1")]
    [InlineData("vit", "vit_mlp", "MlpDim = 24; the network has MlpDim = 32")]
    [InlineData("vit", "vit_scaled", "LayerScale = 1E-05; the network has LayerScale = 0")]
    [InlineData("vit_scaled", "vit", "LayerScale = 0; the network has LayerScale = 1E-05")]
    public void The_error_names_the_options_that_the_file_fits(string loaded, string saved, string options)
    {
        var path = _folder.File("saved.safetensors");
        using (var source = Small.Create(saved))
            source.SaveWeights(path);
        using var model = Small.Create(loaded);

        var error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));

        Assert.EndsWith($"; the file fits {options}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    // EfficientNet-B2 is published with a depth of 1.2, which rounds to the same blocks.
    [InlineData("efficientnet_b0", "efficientnet_b2", "WidthMult = 1.1 and DepthMult = 1.1")]
    [InlineData("efficientnet_b0", "efficientnet_b4", "WidthMult = 1.4 and DepthMult = 1.8")]
    public void A_published_networks_scales_are_found(string loaded, string saved, string options)
    {
        var path = _folder.File("saved.safetensors");
        using (var source = EfficientNet.Create(saved))
            source.SaveWeights(path);
        using var model = EfficientNet.Create(loaded);

        var message = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path)).Message;

        Assert.Contains($"; the file fits {options}; the network has ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "module.",
        "resnet",
        "resnet_classes",
        "set StripPrefixes = [\"module.\"], and 36 of the 38 tensors fit; then 'fc.weight' is [6, 16] in the file, [5, 16] in Resnet; "
            + "'fc.bias' is [6] in the file, [5] in Resnet; the file fits NumClasses = 6; the network has NumClasses = 5.")]
    [InlineData("", "resnet", "vgg", "the network.")]
    public void Options_are_found_behind_a_prefix(string prefix, string loaded, string saved, string end)
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("saved.pth");
        StateDictFile.Save(path, [.. Small.Create(saved).state_dict().Select(pair => (prefix + pair.Key, pair.Value))]);

        var message = Assert.Throws<WeightMismatchException>(() => Small.Create(loaded).LoadWeights(path)).Message;

        Assert.EndsWith(end, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replaced_heads_classes_are_compared()
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("saved.pth");
        Small.Create("resnet").SaveWeights(path);
        var model = Small.Create("resnet");
        model.ReplaceHead(9);

        Assert.EndsWith(
            "the file fits NumClasses = 5; the network has NumClasses = 9.",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Excluded_entries_are_not_compared()
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("saved.pth");
        StateDictFile.Save(
            path,
            [.. Small.Create("resnet_classes")
                .state_dict()
                .Select(pair => (pair.Key, pair.Value))
                .Where(pair => pair.Key != "conv1.weight")]);

        var message = Assert.Throws<WeightMismatchException>(
            () => Small.Create("resnet").LoadWeights(path, new LoadOptions { Except = ["fc"] })).Message;

        Assert.EndsWith("does not fit Resnet: 'conv1.weight' is missing in the file.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vgg11", "64,M,128,M,256,256,M,512,512,M,512,512,M", "layers \"64,64,M,128,128,M,256,256,M,512,512,M,512,512")]
    public void A_layer_string_is_read_back_from_a_large_file(string loaded, string own, string fitting)
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("saved.pth");
        Deep.Create("vgg13").SaveWeights(path);

        var message = Assert.Throws<WeightMismatchException>(() => Deep.Create(loaded).LoadWeights(path)).Message;

        Assert.Contains($"the file fits {fitting}", message, StringComparison.Ordinal);
        Assert.EndsWith($"the network has layers \"{own}\".", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet18", "resnet34", "layers \"3,4,6,3\"; the network has layers \"2,2,2,2\".")]
    [InlineData("resnet18", "resnet10", "layers \"1,1,1,1\"; the network has layers \"2,2,2,2\".")]
    [InlineData("densenet121", "densenet169", "layers \"6,12,32,32\"; the network has layers \"6,12,24,16\".")]
    [InlineData("densenet121", "densenet58", "layers \"6,12,8\"; the network has layers \"6,12,24,16\".")]
    public void Stages_are_read_back_from_a_file(string loaded, string saved, string end)
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("saved.pth");
        Deep.Create(saved).SaveWeights(path);

        Assert.EndsWith(
            $"the file fits {end}",
            Assert.Throws<WeightMismatchException>(() => Deep.Create(loaded).LoadWeights(path)).Message,
            StringComparison.Ordinal);
    }
}

[VggVariant("vgg", "8,M,8", HiddenFeatures = 8, AvgPoolSize = 2, NumClasses = 5, ImageSize = 16)]
[VggVariant("vgg_classes", "8,M,8", HiddenFeatures = 8, AvgPoolSize = 2, NumClasses = 6, ImageSize = 16)]
[VggVariant("vgg_channels", "8,M,8", HiddenFeatures = 8, AvgPoolSize = 2, NumClasses = 5, ImageSize = 16, InChannels = 1)]
[VggVariant("vgg_norm", "8,M,8", HiddenFeatures = 8, AvgPoolSize = 2, NumClasses = 5, ImageSize = 16, BatchNorm = true)]
[VggVariant("vgg_layers", "8,M,8,8", HiddenFeatures = 8, AvgPoolSize = 2, NumClasses = 5, ImageSize = 16)]
[VggVariant("vgg_wide", "8,M,9", HiddenFeatures = 8, AvgPoolSize = 2, NumClasses = 5, ImageSize = 16)]
[VggVariant("vgg_hidden", "8,M,8", HiddenFeatures = 9, AvgPoolSize = 2, NumClasses = 5, ImageSize = 16)]
[VggVariant("vgg_pool", "8,M,8", HiddenFeatures = 8, AvgPoolSize = 3, NumClasses = 5, ImageSize = 16)]
[ResNetVariant("resnet", "1,1", Widths = "8,16", NumClasses = 5, ImageSize = 32)]
[ResNetVariant("resnet_classes", "1,1", Widths = "8,16", NumClasses = 6, ImageSize = 32)]
[ResNetVariant("resnet_channels", "1,1", Widths = "8,16", NumClasses = 5, ImageSize = 32, InChannels = 1)]
[ResNetVariant("resnet_stem", "1,1", Widths = "8,16", NumClasses = 5, ImageSize = 32, Stem = Stem.Small)]
[ResNetVariant("resnet_layers", "1,2", Widths = "8,16", NumClasses = 5, ImageSize = 32)]
[ResNetVariant("resnet_widths", "1,1", Widths = "8,12", NumClasses = 5, ImageSize = 32)]
[ResNetVariant("resnet_bottleneck", "1,1", Widths = "16,32", Block = ResNetBlock.Bottleneck, NumClasses = 5, ImageSize = 32)]
[ResNetVariant(
    "resnet_bottleneck_groups",
    "1,1",
    Widths = "16,32",
    Block = ResNetBlock.Bottleneck,
    Groups = 2,
    WidthPerGroup = 32,
    NumClasses = 5,
    ImageSize = 32)]
[ResNetVariant(
    "resnet_bottleneck_width",
    "1,1",
    Widths = "16,32",
    Block = ResNetBlock.Bottleneck,
    WidthPerGroup = 128,
    NumClasses = 5,
    ImageSize = 32)]
[ResNetVariant("resnet_bottleneck_widths", "1,1", Widths = "16,24", Block = ResNetBlock.Bottleneck, NumClasses = 5, ImageSize = 32)]
[DenseNetVariant("densenet", "2,2", GrowthRate = 4, NumInitFeatures = 8, NumClasses = 5, ImageSize = 32)]
[DenseNetVariant("densenet_classes", "2,2", GrowthRate = 4, NumInitFeatures = 8, NumClasses = 6, ImageSize = 32)]
[DenseNetVariant("densenet_channels", "2,2", GrowthRate = 4, NumInitFeatures = 8, NumClasses = 5, ImageSize = 32, InChannels = 1)]
[DenseNetVariant("densenet_stem", "2,2", GrowthRate = 4, NumInitFeatures = 8, NumClasses = 5, ImageSize = 32, Stem = Stem.Small)]
[DenseNetVariant("densenet_layers", "2,3", GrowthRate = 4, NumInitFeatures = 8, NumClasses = 5, ImageSize = 32)]
[DenseNetVariant("densenet_growth", "2,2", GrowthRate = 5, NumInitFeatures = 8, NumClasses = 5, ImageSize = 32)]
[DenseNetVariant("densenet_init", "2,2", GrowthRate = 4, NumInitFeatures = 10, NumClasses = 5, ImageSize = 32)]
[DenseNetVariant("densenet_bn", "2,2", GrowthRate = 4, NumInitFeatures = 8, BnSize = 3, NumClasses = 5, ImageSize = 32)]
[DenseNetVariant("densenet_compression", "2,2", GrowthRate = 4, NumInitFeatures = 8, Compression = 0.75, NumClasses = 5, ImageSize = 32)]
[MobileNetV2Variant("mobilenet", "ir_e1_c16, ir_s2_e2_c24", NumClasses = 5, ImageSize = 32)]
[MobileNetV2Variant("mobilenet_narrow", "ir_e1_c16, ir_s2_e2_c24", NumClasses = 5, ImageSize = 32, WidthMult = 0.5)]
[EfficientNetVariant("efficientnet", "ds_c8, ir_r5_s2_e2_c16", NumClasses = 5, ImageSize = 32)]
[EfficientNetVariant("efficientnet_deep", "ds_c8, ir_r5_s2_e2_c16", NumClasses = 5, ImageSize = 32, DepthMult = 1.8)]
[ViTVariant("vit", NumLayers = 2, NumHeads = 2, HiddenDim = 16, MlpDim = 32, NumClasses = 5, ImageSize = 32)]
[ViTVariant("vit_mlp", NumLayers = 2, NumHeads = 2, HiddenDim = 16, MlpDim = 24, NumClasses = 5, ImageSize = 32)]
[ViTVariant("vit_scaled", NumLayers = 2, NumHeads = 2, HiddenDim = 16, MlpDim = 32, NumClasses = 5, ImageSize = 32, LayerScale = 1e-5)]
internal static partial class Small;
