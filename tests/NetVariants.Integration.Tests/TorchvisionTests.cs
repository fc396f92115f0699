using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests;

/// <summary>Each network of the grid against torchvision's of the same declaration, in double precision.</summary>
public sealed class TorchvisionTests
{
    // Both sides run the same kernels in another order of calls at most; a network amplifies the last place by some thousands.
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Names => [.. Grid.All.Select(info => info.Name)];

    [PeerTheory, MemberData(nameof(Names))]
    public void A_network_equals_torchvisions(string name)
    {
        using var scope = NewDisposeScope();
        var info = Grid.All.Single(candidate => candidate.Name == name);
        manual_seed(1);
        var inputs = new Dictionary<string, Tensor>
        {
            ["images"] = randn([4, .. info.InputShape], dtype: ScalarType.Float64),
            ["labels"] = randint(info.NumClasses, [4]),
        };
        var expected = Peer.Run(
            $"""
            torch.manual_seed(2)
            model = variants.scramble(variants.declared('{info.Declaration}')).double()
            parameters = sum(parameter.numel() for parameter in model.parameters())
            state = dict((name, tensor.clone()) for name, tensor in model.state_dict().items())
            macs = counts.multiply_accumulates(model, images[:1])
            y = model.eval()(images)
            step = variants.step(model, images, labels, {Oracle.PeerSeed})
            """,
            inputs, "parameters", "macs", "state", "y", "step");

        using var model = Grid.Create(name).to(ScalarType.Float64);
        Oracle.AssertSameNamesAndShapes(expected.Group("state"), model.state_dict());
        Assert.Equal(expected["parameters"].ToInt64(), info.ParameterCount);
        Assert.Equal(expected["macs"].ToInt64(), info.Macs);
        Assert.Equal(info.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));

        model.load_state_dict(expected.Group("state"));
        model.eval();
        Assert.Equal(info.Macs, Oracle.MeasureMacs(model, inputs["images"][..1]));
        Agreement.Within(Tolerance, expected["y"], model.call(inputs["images"]), "the evaluated output");
        Oracle.AssertSameStep(expected, model, inputs["images"], inputs["labels"], Tolerance, 10 * Tolerance);
    }
}
