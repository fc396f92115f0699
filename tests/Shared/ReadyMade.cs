using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Models;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Tests;

/// <summary>A network of <c>NetVariants.Models</c>.</summary>
/// <param name="Info">Its declaration and counts.</param>
/// <param name="Create">Builds it with initial weights.</param>
internal sealed record ReadyMade(VariantInfo Info, Func<Network> Create)
{
    /// <summary>All networks, family by family.</summary>
    public static IReadOnlyList<ReadyMade> All { get; } =
    [
        .. Vgg.All.Select(info => new ReadyMade(info, () => Vgg.Create(info.Name))),
        .. ResNet.All.Select(info => new ReadyMade(info, () => ResNet.Create(info.Name))),
        .. DenseNet.All.Select(info => new ReadyMade(info, () => DenseNet.Create(info.Name))),
        .. MobileNet.All.Select(info => new ReadyMade(info, () => MobileNet.Create(info.Name))),
        .. EfficientNet.All.Select(info => new ReadyMade(info, () => EfficientNet.Create(info.Name))),
        .. RegNet.All.Select(info => new ReadyMade(info, () => RegNet.Create(info.Name))),
        .. ConvNeXt.All.Select(info => new ReadyMade(info, () => ConvNeXt.Create(info.Name))),
        .. ViT.All.Select(info => new ReadyMade(info, () => ViT.Create(info.Name))),
    ];

    /// <summary>The networks with fewer parameters than a limit: in a long run all of them, else the smallest of each family.</summary>
    public static IEnumerable<string> NamesBelow(long parameters) => All.Where(network => network.Info.ParameterCount < parameters)
        .GroupBy(network => network.Info.Family)
        .SelectMany(family => family.OrderBy(network => network.Info.ParameterCount).Take(LongRun.IsOn ? int.MaxValue : 1))
        .Select(network => network.Info.Name);

    /// <summary>The network of a name.</summary>
    public static ReadyMade Find(string name) => All.Single(network => network.Info.Name == name);
}
