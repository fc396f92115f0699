using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests;

/// <summary>
/// Each ready-made network against torchvision's of its name: names, shapes and order of the state, counts, initial weights, and the output
/// with torchvision's weights, which travel in the files that both sides write.
/// </summary>
public sealed class TorchvisionZooTests
{
    // Some thousand numbers of an entry show its distribution.
    private const int Sample = 4096;
    private const double Tolerance = 1e-9;

    // torchvision builds these only from its classes.
    private static readonly string[] s_article = ["vgg12_bn", "resnet14", "densenet83"];

    // Of larger ones, whose weights go thrice through memory and disk, the counts are compared (NetVariants.Core.Tests).
    private const long MostParameters = 150_000_000;

    public static TheoryData<string> Names => [.. ReadyMade.NamesBelow(MostParameters)];

    [Fact]
    public void Every_network_of_torchvisions_families_is_declared()
    {
        Assert.Equal(9 + 11 + 5 + 3 + 11 + 15 + 4 + 5, ReadyMade.All.Count);
        Assert.All(ReadyMade.All, network => Assert.Equal((1000, 3), (network.Info.NumClasses, network.Info.InChannels)));
        Assert.Equal(
            [240, 260, 300, 380, 456, 528, 600, 384, 480, 480],
            ReadyMade.All.Select(network => network.Info.ImageSize).Where(size => size != 224));
    }

    [PeerTheory, MemberData(nameof(Names))]
    public void A_network_equals_torchvisions(string name)
    {
        using var scope = NewDisposeScope();
        var (info, create) = ReadyMade.Find(name);
        using var folder = new TemporaryFolder();
        var (theirs, ours) = (folder.File("theirs.pth"), folder.File("ours.pth"));
        manual_seed(5);
        using var model = create();
        var inputs = model.state_dict().ToDictionary(entry => $"ours.{entry.Key}", entry => Thin(entry.Value));
        var size = ViT.All.Contains(info) ? info.ImageSize : 64;
        inputs["images"] = randn(2, 3, size, size);
        var build = s_article.Contains(name) ? $"variants.declared('{info.Declaration}')" : $"torchvision.models.{name}()";

        var expected = Peer.Run(
            $"""
            torch.manual_seed(6)
            model = {build}
            parameters = sum(parameter.numel() for parameter in model.parameters())
            drawn = model.state_dict()
            distances = [
                distributions.kolmogorov_smirnov(ours[name], distributions.thin(tensor, {Sample}))
                for name, tensor in drawn.items()]
            torch.save(variants.scramble(model).state_dict(), '{theirs}')
            y = model.double().eval()(images.double())
            """,
            inputs, "parameters", "distances", "y");

        Assert.Equal(expected["parameters"].ToInt64(), info.ParameterCount);
        Assert.Equal(info.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        // Two samples of one distribution are further apart than 3 once in 30 million cases.
        Assert.All(
            expected.Where(entry => entry.Key.StartsWith("distances", StringComparison.Ordinal)),
            entry => Assert.InRange(entry.Value.ToDouble(), 0, 3));

        var loaded = model.LoadWeights(theirs);
        using (var file = WeightFile.Open(theirs))
            Assert.Equal(file.Entries.Select(entry => entry.Name), loaded.Loaded);
        model.SaveWeights(ours);
        var back = Peer.Run(
            $"""
            a, b = torch.load('{theirs}'), torch.load('{ours}')
            same = torch.tensor([list(a) == list(b), all(torch.equal(a[name], b[name]) and a[name].dtype == b[name].dtype for name in a)])
            """,
            null, "same");
        Assert.Equal([true, true], back["same"].data<bool>().ToArray());

        // In single precision some of the scrambled networks make a tenth of the output of a millionth of the image.
        model.to(ScalarType.Float64).eval();
        using (no_grad())
            Agreement.Within(Tolerance, expected["y"], model.call(inputs["images"].to(ScalarType.Float64)), "the evaluated output");
    }

    private static Tensor Thin(Tensor tensor)
    {
        var flat = tensor.detach().flatten();
        return flat[TensorIndex.Slice(null, null, Math.Max(1, flat.numel() / Sample))].contiguous();
    }
}
