using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Models.Tests;

/// <summary>
/// Each ready-made network against torchvision's of its name: names, shapes and order of the state, counts, initial weights, and the output with
/// torchvision's weights, which travel in the files that both sides write.
/// </summary>
public sealed class TorchvisionTests
{
    // Some thousand numbers of an entry show its distribution.
    private const int Sample = 4096;
    private const double Tolerance = 1e-4;

    // torchvision builds these only from its classes.
    private static readonly string[] s_article = ["vgg12_bn", "resnet14", "densenet83"];

    private static readonly (VariantInfo Info, Func<Network> Create)[] s_networks =
    [
        .. Vgg.All.Select(info => (info, (Func<Network>)(() => Vgg.Create(info.Name)))),
        .. ResNet.All.Select(info => (info, (Func<Network>)(() => ResNet.Create(info.Name)))),
        .. DenseNet.All.Select(info => (info, (Func<Network>)(() => DenseNet.Create(info.Name)))),
        .. MobileNet.All.Select(info => (info, (Func<Network>)(() => MobileNet.Create(info.Name)))),
        .. EfficientNet.All.Select(info => (info, (Func<Network>)(() => EfficientNet.Create(info.Name)))),
    ];

    public static TheoryData<string> Names => [.. s_networks.Select(network => network.Info.Name)];

    [Fact]
    public void Every_network_of_torchvisions_families_is_there()
    {
        Assert.Equal(9 + 11 + 5 + 3 + 11, s_networks.Length);
        Assert.All(s_networks, network => Assert.Equal((1000, 3), (network.Info.NumClasses, network.Info.InChannels)));
        Assert.Equal(
            [240, 260, 300, 380, 456, 528, 600, 384, 480, 480],
            s_networks.Select(network => network.Info.ImageSize).Where(size => size != 224));
    }

    [PeerTheory, MemberData(nameof(Names))]
    public void A_network_is_torchvisions(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        (VariantInfo info, Func<Network> create) = s_networks.Single(network => network.Info.Name == name);
        using TemporaryFolder folder = new();
        (string theirs, string ours) = (folder.File("theirs.pth"), folder.File("ours.pth"));
        manual_seed(5);
        using Network model = create();
        Dictionary<string, Tensor> inputs = model.state_dict().ToDictionary(entry => $"ours.{entry.Key}", entry => Thin(entry.Value));
        inputs["images"] = randn(2, 3, 64, 64);
        string build = s_article.Contains(name) ? $"variants.declared('{info.Declaration}')" : $"torchvision.models.{name}()";

        Dictionary<string, Tensor> expected = Peer.Run(
            $"""
            torch.manual_seed(6)
            model = {build}
            parameters = sum(parameter.numel() for parameter in model.parameters())
            drawn = model.state_dict()
            distances = [distributions.kolmogorov_smirnov(ours[name], distributions.thin(tensor, {Sample})) for name, tensor in drawn.items()]
            y = variants.scramble(model).eval()(images)
            torch.save(model.state_dict(), '{theirs}')
            """,
            inputs, "parameters", "distances", "y");

        Assert.Equal(expected["parameters"].ToInt64(), info.ParameterCount);
        Assert.Equal(info.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        // Two samples of one distribution are further apart than 3 once in 30 million cases.
        Assert.All(expected.Where(entry => entry.Key.StartsWith("distances", StringComparison.Ordinal)), entry => Assert.InRange(entry.Value.ToDouble(), 0, 3));

        LoadResult loaded = model.LoadWeights(theirs);
        using (WeightFile file = WeightFile.Open(theirs))
            Assert.Equal(file.Entries.Select(entry => entry.Name), loaded.Loaded);
        model.eval();
        using (no_grad())
            Agreement.Within(Tolerance, expected["y"], model.call(inputs["images"]), "the evaluated output");

        model.SaveWeights(ours);
        Dictionary<string, Tensor> back = Peer.Run(
            $"""
            a, b = torch.load('{theirs}'), torch.load('{ours}')
            same = torch.tensor([list(a) == list(b), all(torch.equal(a[name], b[name]) and a[name].dtype == b[name].dtype for name in a)])
            """,
            null, "same");
        Assert.Equal([true, true], back["same"].data<bool>().ToArray());
    }

    private static Tensor Thin(Tensor tensor)
    {
        Tensor flat = tensor.detach().flatten();
        return flat[TensorIndex.Slice(null, null, Math.Max(1, flat.numel() / Sample))].contiguous();
    }
}
