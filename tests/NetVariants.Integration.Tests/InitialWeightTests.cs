using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Samples.Imagenette;
using NetVariants.Tests.Peers;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>New models' numbers are drawn from torchvision's distributions, entry by entry of the state dict.</summary>
public sealed class InitialWeightTests
{
    private static readonly Dictionary<string, (VariantInfo Info, Func<Network> Create)> s_networks =
        new[] { "vgg12_bn", "resnet14", "densenet83" }.Select(
            name => (Networks.All.Single(info => info.Name == name), (Func<Network>)(() => Networks.Create(name))))
            .Concat(Grid.All.Where(
                info => info.Name.StartsWith("vgg", StringComparison.Ordinal) || info.Name.Contains("zero_init", StringComparison.Ordinal)
                    || info.Name is "vit_grey" or "vit_registers" or "vit_scaled")
                .Select(info => (info, (Func<Network>)(() => Grid.Create(info.Name)))))
            .ToDictionary(network => network.Item1.Name);

    public static TheoryData<string> Names => [.. s_networks.Keys];

    [PeerTheory, MemberData(nameof(Names))]
    public void Weights_are_drawn_as_torchvisions(string name)
    {
        using var scope = NewDisposeScope();
        var (info, create) = s_networks[name];
        manual_seed(5);
        using var model = create();
        // Some thousand numbers of an entry show its distribution.
        const int Sample = 4096;
        var ours = model.state_dict().ToDictionary(entry => $"ours.{entry.Key}", entry => Thin(entry.Value, Sample));

        var distances = Peer.Run(
            $$"""
            torch.manual_seed(6)
            theirs = variants.declared('{{info.Declaration}}').state_dict()
            distances = {
                name: distributions.kolmogorov_smirnov(tensor, distributions.thin(theirs[name], {{Sample}}))
                for name, tensor in ours.items()}
            """,
            ours, "distances").Group("distances");

        Assert.Equal(ours.Count, distances.Count);
        // Two samples of one distribution are further apart than 3 once in 30 million cases.
        foreach (var (entry, distance) in distances)
            Assert.True(
                distance.item<double>() <= 3, $"{entry} is not distributed as torchvision's: a distance of {distance.item<double>():F1}");
    }

    private static Tensor Thin(Tensor tensor, int count)
    {
        var flat = tensor.detach().flatten();
        return flat[TensorIndex.Slice(null, null, Math.Max(1, flat.numel() / count))].contiguous();
    }
}
