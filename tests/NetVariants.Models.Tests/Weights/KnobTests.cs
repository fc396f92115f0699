using System;
using NetVariants.Tests;
using NetVariants.Weights;
using Xunit;

namespace NetVariants.Models.Tests.Weights;

/// <summary>A file of one declaration and a network of another: the message names the options that differ, and no others.</summary>
public sealed class KnobTests : IDisposable
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
    [InlineData("resnet", "resnet_bottleneck", "Block = ResNetBlock.Bottleneck and Widths = \"16,32\"; the network has Block = ResNetBlock.Basic and Widths = \"8,16\"")]
    [InlineData("resnet_bottleneck", "resnet_bottleneck_groups", "Groups = 2 and WidthPerGroup = 32; the network has Groups = 1 and WidthPerGroup = 64")]
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
    public void Options_are_named_with_which_the_file_fits(string loaded, string saved, string options)
    {
        string path = _folder.File("saved.safetensors");
        using (var source = Small.Create(saved))
            source.SaveWeights(path);
        using var model = Small.Create(loaded);

        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));

        Assert.EndsWith($"; the file fits {options}.", error.Message, StringComparison.Ordinal);
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
[ResNetVariant("resnet_bottleneck_groups", "1,1", Widths = "16,32", Block = ResNetBlock.Bottleneck, Groups = 2, WidthPerGroup = 32, NumClasses = 5, ImageSize = 32)]
[ResNetVariant("resnet_bottleneck_width", "1,1", Widths = "16,32", Block = ResNetBlock.Bottleneck, WidthPerGroup = 128, NumClasses = 5, ImageSize = 32)]
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
internal static partial class Small;
