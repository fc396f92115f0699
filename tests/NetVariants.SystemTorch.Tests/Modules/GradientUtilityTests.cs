using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class GradientUtilityTests
{
    [PeerTheory]
    [InlineData(0.5, 2)]
    [InlineData(100, 2)]
    [InlineData(0.5, 1)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void Gradients_are_scaled_to_a_norm_as_PyTorch_scales_them(double maximum, double degree)
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = WithGradients();
        Dictionary<string, Tensor> expected = Peer.Run(
            FormattableString.Invariant(
                $"""
                parameters = [grad.clone().requires_grad_() for grad in grads.values()]
                for parameter, grad in zip(parameters, grads.values()):
                    parameter.grad = grad
                norm = torch.nn.utils.clip_grad_norm_(parameters, {maximum}, float("{(double.IsInfinity(degree) ? "inf" : degree)}"))
                """),
            parameters.Select((parameter, i) => (parameter, i)).ToDictionary(entry => $"grads.{entry.i}", entry => entry.parameter.grad!), "norm", "grads");
        double norm = nn.utils.clip_grad_norm_(parameters.Append(new Parameter(ones(1))), maximum, degree);
        Assert.Equal(expected["norm"].item<float>(), norm);
        for (int i = 0; i < parameters.Length; i++)
            Agreement.Within(0, expected[$"grads.{i}"], parameters[i].grad!, $"gradient {i}");
    }

    [Fact]
    public void Without_gradients_the_norm_is_zero()
    {
        using var parameter = new Parameter(ones(1));
        Assert.Equal(0, nn.utils.clip_grad_norm_([parameter], 1));
    }

    [Fact]
    public void Gradients_are_limited_element_by_element()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(zeros(3)) { grad = tensor(new[] { -2f, 0.25f, 3f }) };
        nn.utils.clip_grad_value_([parameter], 0.5);
        Assert.Equal([-0.5f, 0.25f, 0.5f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Parameters_become_a_vector_and_a_vector_parameters()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear linear = nn.Linear(2, 3);
        Tensor vector = nn.utils.parameters_to_vector(linear.parameters());
        Assert.Equal([9L], vector.shape);
        Assert.True(vector.requires_grad);
        nn.utils.vector_to_parameters(arange(9f), linear.parameters());
        Assert.Equal([0f, 1f, 2f, 3f, 4f, 5f], linear.weight.data<float>().ToArray());
        Assert.Equal([6f, 7f, 8f], linear.bias!.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(arange(8f), linear.parameters()));
    }

    [Fact]
    public void A_fused_convolution_does_what_it_and_its_batch_norm_did()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        using Conv2d convolution = nn.Conv2d(3, 4, 3, dtype: ScalarType.Float64);
        using BatchNorm2d norm = nn.BatchNorm2d(4, dtype: ScalarType.Float64);
        Tensor input = randn([2, 3, 5, 5], ScalarType.Float64);
        norm.call(convolution.call(input)).Dispose();
        norm.eval();
        (Parameter weight, Parameter bias) = nn.utils.fuse_conv_bn_weights(
            convolution.weight, convolution.bias, norm.running_mean!, norm.running_var!, norm.eps, norm.weight, norm.bias);
        Agreement.Within(1e-12, norm.call(convolution.call(input)), nn.functional.conv2d(input, weight, bias), "the fused convolution");
    }

    [Fact]
    public void A_fused_linear_layer_does_what_it_and_its_batch_norm_did()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        using Linear linear = nn.Linear(3, 4, dtype: ScalarType.Float64);
        using BatchNorm1d norm = nn.BatchNorm1d(4, dtype: ScalarType.Float64);
        Tensor input = randn([8, 3], ScalarType.Float64);
        norm.call(linear.call(input)).Dispose();
        Assert.Throws<InvalidOperationException>(() => nn.utils.fuse_linear_bn_eval(linear, norm));
        linear.eval();
        norm.eval();
        using Linear fused = nn.utils.fuse_linear_bn_eval(linear, norm);
        Agreement.Within(1e-12, norm.call(linear.call(input)), fused.call(input), "the fused layer");
    }

    private static Parameter[] WithGradients()
    {
        manual_seed(2);
        return [new Parameter(zeros(3, 4)) { grad = randn(3, 4) }, new Parameter(zeros(5)) { grad = randn(5) }];
    }
}
