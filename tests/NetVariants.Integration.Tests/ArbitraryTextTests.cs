using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Integration.Tests.Graphs;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>Any text that torchvision's constructors can say gives the network that they build.</summary>
public sealed class ArbitraryTextTests
{
    private const int Texts = 30;
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Families => [.. RandomTexts.Families];

    [PeerTheory, MemberData(nameof(Families))]
    public void Random_texts_give_torchvisions_networks(string family)
    {
        CompiledVariant[] variants =
        [
            .. RandomTexts.Take(family, LongRun.Count(Texts), seed: 5).Select(text => VariantCompiler.Compile(DeclarationText.Parse(text)!))
        ];
        Assert.All(variants, variant => Assert.Empty(variant.Problems));
        var models = EmittedGraphs.Compile(variants);
        for (var i = 0; i < variants.Length; i++)
            AssertIsTorchvisions(variants[i], (Network)models.Create(i));
    }

    private static void AssertIsTorchvisions(CompiledVariant variant, Network model)
    {
        using var scope = NewDisposeScope();
        using var _ = model;
        var net = variant.Net!;
        manual_seed(1);
        var images = randn([2, net.Spec.Input.Channels, net.Spec.Input.Height, net.Spec.Input.Width], ScalarType.Float64);
        var expected = Peer.Run(
            $"""
            torch.manual_seed(2)
            model = variants.scramble(variants.declared('{DeclarationText.Print(variant.Declaration)}')).double()
            assert type(model).__module__.startswith('torchvision.'), type(model)
            parameters = sum(parameter.numel() for parameter in model.parameters())
            state = dict((name, tensor.clone()) for name, tensor in model.state_dict().items())
            macs = counts.multiply_accumulates(model, images[:1])
            y = model.eval()(images)
            """,
            new Dictionary<string, Tensor> { ["images"] = images }, "parameters", "macs", "state", "y");

        var state = expected.Group("state");
        Assert.Equal(state.Keys, StateDict.Of(net).Select(entry => entry.Name));
        Oracle.AssertSameNamesAndShapes(state, model.state_dict());
        Assert.Equal(expected["parameters"].ToInt64(), net.ParameterCount);
        Assert.Equal(expected["macs"].ToInt64(), net.Macs);
        model.load_state_dict(state);
        model.eval();
        Agreement.Within(Tolerance, expected["y"], model.call(images), $"the output of {DeclarationText.Print(variant.Declaration)}");
    }
}
