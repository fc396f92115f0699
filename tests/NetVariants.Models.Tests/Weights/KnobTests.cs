using System;
using NetVariants.Tests;
using NetVariants.Weights;
using Xunit;

namespace NetVariants.Models.Tests.Weights;

/// <summary>A file of one declaration and a network of another: the message names the argument that differs.</summary>
public sealed class KnobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vgg", "vgg_classes", "NumClasses")]
    [InlineData("vgg", "vgg_channels", "InChannels")]
    [InlineData("vgg", "vgg_norm", "BatchNorm")]
    [InlineData("vgg", "vgg_layers", "layers")]
    [InlineData("vgg", "vgg_wide", "layers")]
    [InlineData("vgg", "vgg_hidden", "HiddenFeatures")]
    [InlineData("vgg", "vgg_pool", "AvgPoolSize")]
    [InlineData("resnet", "resnet_classes", "NumClasses")]
    [InlineData("resnet", "resnet_channels", "InChannels")]
    [InlineData("resnet", "resnet_stem", "Stem")]
    [InlineData("resnet", "resnet_layers", "layers")]
    [InlineData("resnet", "resnet_widths", "Widths")]
    [InlineData("resnet", "resnet_bottleneck", "Block")]
    [InlineData("resnet_bottleneck", "resnet_bottleneck_groups", "Groups")]
    [InlineData("resnet_bottleneck", "resnet_bottleneck_width", "WidthPerGroup")]
    [InlineData("resnet_bottleneck", "resnet_bottleneck_widths", "Widths")]
    [InlineData("densenet", "densenet_classes", "NumClasses")]
    [InlineData("densenet", "densenet_channels", "InChannels")]
    [InlineData("densenet", "densenet_stem", "Stem")]
    [InlineData("densenet", "densenet_layers", "layers")]
    [InlineData("densenet", "densenet_growth", "GrowthRate")]
    [InlineData("densenet", "densenet_init", "NumInitFeatures")]
    [InlineData("densenet", "densenet_bn", "BnSize")]
    [InlineData("densenet", "densenet_compression", "Compression")]
    public void The_argument_that_differs_is_named(string saved, string loaded, string knob)
    {
        string path = _folder.File("saved.safetensors");
        using (var source = Small.Create(saved))
            source.SaveWeights(path);
        using var model = Small.Create(loaded);

        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));

        Assert.EndsWith($"; {knob} differs.", error.Message, StringComparison.Ordinal);
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
