using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using NetVariants.Models;
using Demo = NetVariants.Samples.FashionMnist.Networks;
using Imagenette = NetVariants.Samples.Imagenette.Networks;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks.Shared;

/// <summary>The networks that benchmarks take, by their names; the demo's at 28×28 pixels are behind "demo/".</summary>
internal static class BenchmarkNetworks
{
    /// <summary>The article's nine.</summary>
    private static readonly BenchmarkNetwork[] s_article =
        [.. Imagenette.All.Select(info => new BenchmarkNetwork(info.Name, info, () => Imagenette.Create(info.Name)))];

    /// <summary>A small one of each family that came after them.</summary>
    private static readonly BenchmarkNetwork[] s_newer =
    [
        new("mobilenet_v2", MobileNet.MobilenetV2.Info, () => MobileNet.MobilenetV2.Create()),
        new("mobilenet_v3_small", MobileNet.MobilenetV3Small.Info, () => MobileNet.MobilenetV3Small.Create()),
        new("efficientnet_b0", EfficientNet.EfficientnetB0.Info, () => EfficientNet.EfficientnetB0.Create()),
        new("regnet_y_400mf", RegNet.RegnetY400mf.Info, () => RegNet.RegnetY400mf.Create()),
        new("convnext_tiny", ConvNeXt.ConvnextTiny.Info, () => ConvNeXt.ConvnextTiny.Create()),
        new("vit_b_16", ViT.VitB16.Info, () => ViT.VitB16.Create())
        {
            Small = new("vit_b_16", VitB16Of32Pixels.Info, () => VitB16Of32Pixels.Create()),
        },
    ];

    /// <summary>What others measure quantization on.</summary>
    private static readonly BenchmarkNetwork[] s_quantized = [new("resnet50", ResNet.Resnet50.Info, () => ResNet.Resnet50.Create())];

    /// <summary>What <see cref="DenseNetVariantAttribute.MemoryEfficient"/> is measured on.</summary>
    private static readonly BenchmarkNetwork[] s_efficient =
        [new("densenet121_efficient", Densenet121Efficient.Info, () => Densenet121Efficient.Create())];

    private static readonly BenchmarkNetwork[] s_demo =
        [.. Demo.All.Select(info => new BenchmarkNetwork($"demo/{info.Name}", info, () => Demo.Create(info.Name)))];

    /// <summary>The names of the article's nine.</summary>
    public static IReadOnlyList<string> Article { get; } = [.. s_article.Select(network => network.Name)];

    /// <summary>The names of those that are exported.</summary>
    public static IReadOnlyList<string> Exported { get; } =
        [.. s_article.Concat(s_newer).Concat(s_quantized).Select(network => network.Name)];

    /// <summary>The names of those that are compared with PyTorch's and TorchVision's.</summary>
    public static IReadOnlyList<string> Compared { get; } = [.. s_article.Concat(s_newer).Select(network => network.Name)];

    public static Option<string> Option()
    {
        var network = Option("--network", "The network to train.");
        network.DefaultValueFactory = _ => "resnet14";
        return network;
    }

    public static Option<string> Option(string name, string description)
    {
        var network = new Option<string>(name) { Description = description };
        network.AcceptOnlyFromAmong([.. Compared, .. s_efficient.Concat(s_demo).Select(other => other.Name)]);
        return network;
    }

    public static BenchmarkNetwork Find(string name) =>
        s_article.Concat(s_newer).Concat(s_quantized).Concat(s_efficient).Concat(s_demo).Single(network => network.Name == name);
}

/// <summary>A network that benchmarks take.</summary>
internal sealed record BenchmarkNetwork(string Name, VariantInfo Info, Func<Network> Create)
{
    /// <summary>The network for small images, where it is made for a size; null where it takes any.</summary>
    public BenchmarkNetwork? Small { private get; init; }

    /// <summary>The network for images of a size.</summary>
    public BenchmarkNetwork At(int imageSize) => Small?.Info.ImageSize == imageSize ? Small : this;
}

/// <summary>ViT-B/16 for images of 32×32 pixels: its position embedding fixes their size.</summary>
[ViTVariant("vit_b_16", ImageSize = 32)]
internal sealed partial class VitB16Of32Pixels;

/// <summary>The article's DenseNet-121, whose bottlenecks the backward pass computes again.</summary>
[DenseNetVariant("densenet121", Base = typeof(Imagenette.Densenet121), MemoryEfficient = true)]
internal sealed partial class Densenet121Efficient;
