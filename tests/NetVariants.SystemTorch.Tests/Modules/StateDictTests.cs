using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class StateDictTests
{
    [Fact]
    public void Parameters_come_first_then_buffers()
    {
        using var net = new SmallNet();
        Assert.Equal(
            [
                "conv1.weight", "bn1.weight", "bn1.bias", "classifier.2.weight", "classifier.2.bias",
                "bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked",
            ],
            net.state_dict().Keys);
    }

    [Fact]
    public void It_holds_the_modules_own_tensors_under_a_prefix()
    {
        using var net = new SmallNet();
        Dictionary<string, Tensor> state = net.conv1.state_dict(prefix: "features.0");
        Assert.Same(net.conv1.weight, Assert.Single(state).Value);
        Assert.Equal("features.0.weight", state.Keys.Single());
        Assert.Same(state, net.bn1.state_dict(state, "features.1"));
        Assert.Equal(6, state.Count);
    }

    [Fact]
    public void Loading_copies_the_values()
    {
        using DisposeScope scope = NewDisposeScope();
        using var source = new SmallNet();
        using var target = new SmallNet();
        source.bn1.running_mean!.fill_(3);
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        foreach ((string name, Tensor value) in source.state_dict())
        {
            Assert.NotSame(value, target.state_dict()[name]);
            Assert.True(value.Equals(target.state_dict()[name]), name);
        }

        Assert.All(target.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Strict_loading_names_what_differs()
    {
        using var net = new SmallNet();
        Dictionary<string, Tensor> state = net.state_dict();
        state.Remove("conv1.weight");
        state["conv2.weight"] = net.conv1.weight;
        var error = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Contains("conv1.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("conv2.weight", error.Message, StringComparison.Ordinal);

        var (missing, unexpected) = net.load_state_dict(state, strict: false);
        Assert.Equal(["conv1.weight"], missing);
        Assert.Equal(["conv2.weight"], unexpected);
        (missing, unexpected) = net.load_state_dict(state, skip: ["conv1.weight", "conv2.weight"]);
        Assert.Empty(missing.Concat(unexpected));
    }

    [Fact]
    public void Skipped_names_stay_as_they_are()
    {
        using DisposeScope scope = NewDisposeScope();
        using var source = new SmallNet();
        using var target = new SmallNet();
        Tensor before = target.conv1.weight.clone();
        target.load_state_dict(source.state_dict(), skip: ["conv1.weight"]);
        Assert.True(before.Equals(target.conv1.weight));
        Assert.True(source.state_dict()["classifier.2.weight"].Equals(target.state_dict()["classifier.2.weight"]));
    }

    [Fact]
    public void Another_shape_is_libtorchs_error()
    {
        using var net = new SmallNet();
        Dictionary<string, Tensor> state = net.state_dict();
        using Tensor wrong = ones(3);
        state["classifier.2.weight"] = wrong;
        Assert.ThrowsAny<Exception>(() => net.load_state_dict(state));
    }

    [Fact]
    public void The_count_of_batches_is_an_integer_in_any_type()
    {
        using var half = nn.BatchNorm2d(2, dtype: ScalarType.Float64);
        Assert.Equal(ScalarType.Int64, half.num_batches_tracked!.dtype);
        Assert.Empty(half.num_batches_tracked.shape);
        Assert.Equal(ScalarType.Float64, half.running_mean!.dtype);
    }
}
