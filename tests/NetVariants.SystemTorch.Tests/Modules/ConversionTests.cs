using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class ConversionTests
{
    [Fact]
    public void Floating_point_tensors_are_converted_and_counts_are_not()
    {
        using var net = new SmallNet();
        Assert.Same(net, net.to(ScalarType.Float64));
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, net.bn1.running_mean!.dtype);
        Assert.Equal(ScalarType.Int64, net.bn1.num_batches_tracked!.dtype);
        using Tensor input = randn([2, 1, 4, 4], ScalarType.Float64);
        using Tensor output = net.call(input);
        Assert.Equal(ScalarType.Float64, output.dtype);
    }

    [Fact]
    public void Properties_fields_and_registrations_agree_afterwards()
    {
        using var module = new FieldModule();
        Parameter before = module.scale;
        module.@double();
        Assert.True(before.IsInvalid);
        Assert.NotSame(before, module.scale);
        Assert.Same(module.scale, module.get_parameter("scale"));
        Assert.Same(module.counter, module.get_buffer("counter"));
        Assert.Same(module.first.weight, module.get_parameter("first.weight"));
        Assert.Equal(ScalarType.Float64, module.counter.dtype);
    }

    [Fact]
    public void A_property_that_only_stores_its_component_is_followed_too()
    {
        using var module = new PropertyModule();
        Parameter before = module.weight;
        module.@double();
        Assert.True(before.IsInvalid);
        Assert.Equal(ScalarType.Float64, module.weight.dtype);
        Assert.Same(module.weight, module.get_parameter("weight"));
    }

    [Fact]
    public void Values_gradients_and_the_wish_for_gradients_are_kept()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear linear = nn.Linear(2, 1);
        linear.bias!.requires_grad = false;
        linear.call(ones(1, 2)).sum().backward();
        Tensor weight = linear.weight.detach().clone();
        linear.to(ScalarType.Float64);
        Assert.True(linear.weight.requires_grad);
        Assert.True(linear.weight.is_leaf);
        Assert.False(linear.bias!.requires_grad);
        Assert.Equal([1.0, 1.0], linear.weight.grad!.data<double>().ToArray());
        Assert.True(weight.to(ScalarType.Float64).Equals(linear.weight));
    }

    [Fact]
    public void What_needs_no_conversion_stays_the_same_object()
    {
        using var net = new SmallNet();
        Parameter weight = net.conv1.weight;
        net.to(ScalarType.Float32).cpu().to("cpu").to(CPU, ScalarType.Float32);
        Assert.Same(weight, net.conv1.weight);
    }

    [Fact]
    public void The_tensors_outlive_the_scope_in_which_they_were_converted()
    {
        using Linear linear = nn.Linear(1, 1);
        using (NewDisposeScope())
            linear.to(ScalarType.Float64);
        Assert.False(linear.weight.IsInvalid);
        Assert.False(linear.bias!.IsInvalid);
    }

    [Theory]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Bool)]
    public void Only_floating_point_and_complex_types_are_possible(ScalarType type)
    {
        using Linear linear = nn.Linear(1, 1);
        Assert.Throws<ArgumentException>(() => linear.to(type));
        Assert.Throws<ArgumentException>(() => linear.to(CPU, type));
    }

    [Fact]
    public void Gradients_are_cleared_by_release_or_by_zeros()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear linear = nn.Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();
        linear.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0f], linear.weight.grad!.data<float>().ToArray());
        linear.zero_grad();
        Assert.All(linear.parameters(), parameter => Assert.Null(parameter.grad));
    }
}
