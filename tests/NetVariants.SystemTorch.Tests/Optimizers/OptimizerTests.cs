using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Optimizers;

public sealed class OptimizerTests
{
    [Fact]
    public void Groups_have_their_own_options_and_take_the_others_from_the_optimizer()
    {
        using DisposeScope scope = NewDisposeScope();
        var slow = new Parameter(ones(1));
        var fast = new Parameter(ones(1));
        using SGD optimizer = optim.SGD(
            [new SGD.ParamGroup([slow], new SGD.Options { LearningRate = 0.1 }), new SGD.ParamGroup { Parameters = [fast] }], 1, momentum: 0.5);
        Assert.Equal([0.1, 1], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.1, 1], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
        Assert.Equal([0.5, 0.5], optimizer.ParamGroups.Cast<SGD.ParamGroup>().Select(group => group.Momentum));
        slow.grad = ones(1);
        fast.grad = ones(1);
        optimizer.step();
        Assert.Equal(0.9f, slow.item<float>());
        Assert.Equal(0, fast.item<float>());
    }

    [Fact]
    public void A_group_can_be_added_later()
    {
        using Linear first = nn.Linear(1, 1);
        using Linear second = nn.Linear(1, 1);
        using Adam optimizer = optim.Adam(first.parameters());
        optimizer.add_param_group(new Adam.ParamGroup(second.parameters(), lr: 0.5));
        Assert.Equal(first.parameters().Concat(second.parameters()), optimizer.parameters());
        Assert.Equal([0.001, 0.5], optimizer.ParamGroups.Select(group => group.LearningRate));
        optimizer.Betas = (0.5, 0.6);
        Assert.Equal((0.9, 0.999), ((optim.IBetas)optimizer.ParamGroups.First()).Betas);
    }

    [Fact]
    public void Parameters_without_a_gradient_stay()
    {
        using DisposeScope scope = NewDisposeScope();
        var still = new Parameter(ones(1));
        var moved = new Parameter(ones(1)) { grad = ones(1) };
        using var optimizer = optim.AdamW([("still", still), ("moved", moved)], 0.1, weight_decay: 0.1);
        optimizer.step();
        Assert.Equal(1, still.item<float>());
        Assert.NotEqual(1, moved.item<float>());
    }

    [Fact]
    public void A_closure_computes_the_loss_with_gradients()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(tensor(3.0));
        using SGD optimizer = optim.SGD([parameter], 0.25);
        using IDisposable untracked = no_grad();
        Tensor loss = optimizer.step(() =>
        {
            Tensor square = parameter.pow(2);
            square.backward();
            return square;
        });
        Assert.Equal(9, loss.item<double>());
        Assert.Equal(3 - (0.25 * 6), parameter.item<double>());
        Assert.Null(optimizer.step());
    }

    [Fact]
    public void Gradients_are_filled_with_zeros()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(ones(2)) { grad = ones(2) };
        using SGD optimizer = optim.SGD([parameter], 0.1);
        optimizer.zero_grad();
        Assert.Equal([0f, 0f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Values_outside_their_range_are_errors()
    {
        Parameter[] none = [];
        var attempts = new List<Action>
        {
            () => optim.SGD(none, -1),
            () => optim.SGD(none, 1, momentum: -1),
            () => optim.SGD(none, 1, nesterov: true),
            () => optim.SGD(none, 1, momentum: 0.9, dampening: 0.1, nesterov: true),
            () => optim.Adam(none, beta1: 1),
            () => optim.AdamW(none, weight_decay: -1),
            () => optim.RMSProp(none, alpha: -1),
            () => optim.Adadelta(none, rho: 1.5),
            () => optim.Rprop(none, etaplus: 0.9),
        };
        Assert.All(attempts, attempt => Assert.Throws<ArgumentException>(attempt));
    }

    [Theory]
    [MemberData(nameof(StateTests.Kinds), MemberType = typeof(StateTests))]
    public void A_thousand_steps_leave_no_handles(string kind)
    {
        using var net = new Modules.SmallNet();
        using optim.Optimizer optimizer = StateTests.Create(kind, net.parameters());
        foreach (Parameter parameter in net.parameters())
        {
            using Tensor gradient = ones_like(parameter);
            parameter.grad = gradient;
        }

        optimizer.step();
        var before = Modules.Handles.Settled;
        for (int step = 0; step < 1000; step++)
            optimizer.step();
        Assert.Equal(before, Modules.Handles.Count);
    }

    [Fact]
    public void Disposing_releases_the_state()
    {
        using var net = new Modules.SmallNet();
        var before = Modules.Handles.Settled;
        Adam optimizer = optim.Adam(net.parameters(), amsgrad: true);
        Assert.Equal(before.Native + (3 * net.parameters().Count()), Modules.Handles.Count.Native);
        optimizer.Dispose();
        Assert.Equal(before, Modules.Handles.Count);
    }
}
