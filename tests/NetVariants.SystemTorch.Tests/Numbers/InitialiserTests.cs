using System;
using System.Collections.Generic;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.init;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class InitialiserTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_initialisers = new(StringComparer.Ordinal)
    {
        ["nn.init.normal_(w, 0, 0.01)"] = w => normal_(w, 0, 0.01),
        ["nn.init.uniform_(w, -0.5, 0.25)"] = w => uniform_(w, -0.5, 0.25),
        ["nn.init.constant_(w, 0.3)"] = w => constant_(w, 0.3),
        ["nn.init.ones_(w)"] = ones_,
        ["nn.init.zeros_(w)"] = zeros_,
        ["nn.init.kaiming_normal_(w)"] = w => kaiming_normal_(w),
        ["nn.init.kaiming_normal_(w, mode='fan_out', nonlinearity='relu')"] = w => kaiming_normal_(w, mode: FanInOut.FanOut, nonlinearity: NonlinearityType.ReLU),
        ["nn.init.kaiming_uniform_(w, a=5 ** 0.5)"] = w => kaiming_uniform_(w, a: Math.Sqrt(5)),
        ["nn.init.kaiming_uniform_(w, nonlinearity='linear')"] = w => kaiming_uniform_(w, nonlinearity: NonlinearityType.Linear),
        ["nn.init.xavier_uniform_(w)"] = w => xavier_uniform_(w),
    };

    private static readonly Dictionary<string, Func<nn.Module>> s_layers = new(StringComparer.Ordinal)
    {
        ["nn.Conv2d(6, 4, 3)"] = () => nn.Conv2d(6, 4, 3),
        ["nn.Conv2d(6, 4, (3, 5), groups=2, bias=False)"] = () => nn.Conv2d(6, 4, (3, 5), groups: 2, bias: false),
        ["nn.Linear(7, 5)"] = () => nn.Linear(7, 5),
        ["nn.Linear(7, 5, bias=False)"] = () => nn.Linear(7, 5, hasBias: false),
        ["nn.BatchNorm2d(3)"] = () => nn.BatchNorm2d(3),
    };

    public static TheoryData<string> Initialisers => [.. s_initialisers.Keys];

    public static TheoryData<string> Layers => [.. s_layers.Keys];

    [PeerTheory, MemberData(nameof(Initialisers))]
    public void An_initialiser_draws_PyTorchs_numbers(string initialiser)
    {
        using var scope = NewDisposeScope();
        var expected = Peer.Run($"torch.manual_seed(11); w = torch.empty(6, 4, 3, 3); {initialiser}", null, "w")["w"];

        manual_seed(11);
        var actual = empty(6, 4, 3, 3);
        var returned = s_initialisers[initialiser](actual);

        Assert.Same(actual, returned);
        // The scale of a draw is a square root, rounded once more or less on the way to single precision.
        Agreement.Within(1e-7, expected, actual, initialiser);
    }

    [PeerTheory, MemberData(nameof(Layers))]
    public void A_new_layer_holds_PyTorchs_numbers(string layer)
    {
        using var scope = NewDisposeScope();
        var expected = Peer.Run($"torch.manual_seed(12); state = {layer}.state_dict()", null, "state");

        manual_seed(12);
        var state = s_layers[layer]().state_dict();

        Assert.Equal(expected.Count, state.Count);
        foreach (var (name, tensor) in state)
            Agreement.Within(1e-7, expected[$"state.{name}"], tensor, name);
    }

    [Theory]
    [InlineData(FanInOut.FanIn, 16 * 9)]
    [InlineData(FanInOut.FanOut, 64 * 9)]
    public void Kaiming_draws_have_the_published_deviation_and_bound(FanInOut mode, int fan)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var normal = kaiming_normal_(empty(64, 16, 3, 3, dtype: ScalarType.Float64), mode: mode, nonlinearity: NonlinearityType.ReLU);
        var uniform = kaiming_uniform_(empty(64, 16, 3, 3, dtype: ScalarType.Float64), mode: mode, nonlinearity: NonlinearityType.ReLU);

        // He et al. 2015, equations 10 and 14: a variance of 2 / fan; the uniform distribution's bound is sqrt(3) deviations.
        var deviation = Math.Sqrt(2.0 / fan);
        var count = normal.NumberOfElements;
        foreach (var sample in new[] { normal, uniform })
        {
            // Five standard errors of the mean, and of the deviation of normal numbers.
            Assert.InRange(sample.mean().item<double>(), -5 * deviation / Math.Sqrt(count), 5 * deviation / Math.Sqrt(count));
            Assert.InRange(sample.std().item<double>() / deviation, 1 - 5 / Math.Sqrt(2 * count), 1 + 5 / Math.Sqrt(2 * count));
        }

        var largest = uniform.abs().max().item<double>();
        Assert.InRange(largest, 0.999 * Math.Sqrt(3) * deviation, Math.Sqrt(3) * deviation);
        Assert.True(normal.abs().max().item<double>() > 3 * deviation);
    }

    [Fact]
    public void Fans_count_the_receptive_field()
    {
        using var scope = NewDisposeScope();
        Assert.Equal((16 * 9, 64 * 9), CalculateFanInAndFanOut(empty(64, 16, 3, 3)));
        Assert.Equal((7, 5), CalculateFanInAndFanOut(empty(5, 7)));
        Assert.Equal(Math.Sqrt(2), calculate_gain(NonlinearityType.ReLU), 15);
    }
}
