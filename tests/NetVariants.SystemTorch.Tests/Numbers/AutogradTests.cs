using System;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

/// <summary>Gradients as training loops use them.</summary>
public sealed class AutogradTests
{
    [Fact]
    public void Gradients_accumulate_until_they_are_cleared()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, -2.0 }, requires_grad: true);

        x.square().sum().backward();
        x.square().sum().backward();
        Assert.Equal([4.0, -8.0], x.grad!.data<double>().ToArray());

        x.grad!.zero_();
        x.square().sum().backward();
        Assert.Equal([2.0, -4.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void A_graph_serves_once_unless_it_is_retained()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, -2.0 }, requires_grad: true);
        var y = x.square().sum();

        y.backward(retain_graph: true);
        y.backward();

        Assert.Equal([4.0, -8.0], x.grad!.data<double>().ToArray());
        Assert.ThrowsAny<Exception>(() => y.backward());
    }

    [Fact]
    public void Without_gradients_no_graph_is_kept()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, -2.0 }, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False(x.square().requires_grad);
            using (enable_grad())
                Assert.True(x.square().requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        Assert.True(x.square().requires_grad);
        Assert.False(x.detach().requires_grad);
        Assert.True(x.is_leaf);
        Assert.False(x.square().is_leaf);
        using (inference_mode())
            Assert.False(x.square().requires_grad);
    }

    [Fact]
    public void A_frozen_parameter_gets_no_gradient()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(3, 2);
        layer.weight!.requires_grad = false;

        layer.call(randn(4, 3)).sum().backward();

        Assert.Null(layer.weight.grad);
        Assert.Equal([4f, 4f], layer.bias!.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Second_derivatives_follow_from_a_created_graph()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, -2.0 }, requires_grad: true);

        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.Equal([3.0, 12.0], first.data<double>().ToArray());
        Assert.Equal([6.0, -12.0], second.data<double>().ToArray());
    }

    [PeerFact]
    public void Gradients_are_clipped_by_their_common_norm()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var parameters = new[] { new Parameter(randn([3, 4], dtype: ScalarType.Float64)), new Parameter(randn([5], dtype: ScalarType.Float64)) };
        var inputs = parameters.Select((parameter, index) => (parameter, index)).ToDictionary(p => $"p{p.index}", p => (Tensor)p.parameter);
        var expected = Peer.Run(
            """
            parameters = [p0.requires_grad_(), p1.requires_grad_()]
            sum((p ** 3).sum() for p in parameters).backward()
            norm = nn.utils.clip_grad_norm_(parameters, 1.5)
            gradients = [p.grad for p in parameters]
            """,
            inputs, "norm", "gradients");

        (parameters[0].pow(3).sum() + parameters[1].pow(3).sum()).backward();
        var norm = nn.utils.clip_grad_norm_(parameters, 1.5);

        Assert.Equal(expected["norm"].item<double>(), norm, 1e-12);
        for (var index = 0; index < 2; index++)
            Agreement.Within(1e-13, expected[$"gradients.{index}"], parameters[index].grad!, $"gradient {index}");
    }
}
