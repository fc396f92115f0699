using System;
using System.Threading;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class AutogradModeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void No_grad_ends_with_its_block()
    {
        var leaf = ones([2], requires_grad: true);
        using (no_grad())
        {
            Assert.False((leaf * 2).requires_grad);
            using (enable_grad()) Assert.True((leaf * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True((leaf * 2).requires_grad);
    }

    [Fact]
    public void Gradient_modes_belong_to_the_thread()
    {
        using var mode = no_grad();
        var other = false;
        var thread = new Thread(() => other = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(other);
    }

    [Fact]
    public void Inference_mode_ends_with_its_block()
    {
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False(ones([2], requires_grad: true).mul(2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        var leaf = tensor(3f, requires_grad: true);
        (leaf * leaf).backward();
        (leaf * leaf).backward();
        Assert.Equal(12, leaf.grad!.item<float>());
        leaf.grad = null;
        Assert.Null(leaf.grad);
        leaf.grad = tensor(1f);
        (leaf * 2).backward();
        Assert.Equal(3, leaf.grad!.item<float>());
    }

    [Fact]
    public void Each_read_of_a_gradient_is_a_handle_to_the_same_elements()
    {
        var leaf = tensor(3f, requires_grad: true);
        (leaf * 2).backward();
        var (first, second) = (leaf.grad!, leaf.grad!);
        Assert.NotSame(first, second);
        first.fill_(8);
        Assert.Equal(8, second.item<float>());
    }

    [Fact]
    public void Grad_returns_and_accumulates_nothing()
    {
        Tensor a = tensor(2f, requires_grad: true), b = tensor(5f, requires_grad: true), unused = tensor(1f, requires_grad: true);
        var gradients = autograd.grad([a * b], [a, b, unused], allow_unused: true);
        Assert.Equal((5f, 2f), (gradients[0].item<float>(), gradients[1].item<float>()));
        Assert.Null(gradients[2]);
        Assert.Null(a.grad);
    }

    [Fact]
    public void Create_graph_differentiates_twice()
    {
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal((12.0, 12.0), (first.item<double>(), second.item<double>()));
    }

    [Fact]
    public void Backward_accumulates_only_into_the_inputs_asked_for()
    {
        Tensor a = tensor(2f, requires_grad: true), b = tensor(5f, requires_grad: true);
        (a * b).backward(inputs: [b]);
        Assert.Null(a.grad);
        Assert.Equal(2, b.grad!.item<float>());
        var vector = ones([2], requires_grad: true);
        (vector * 3).backward([tensor(new[] { 1f, 10 })]);
        Assert.Equal([3f, 30], vector.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Detached_tensors_share_elements_and_no_history()
    {
        var leaf = ones([2], requires_grad: true);
        var product = leaf * 2;
        Assert.Equal((true, false), (leaf.is_leaf, product.is_leaf));
        var detached = product.detach();
        Assert.False(detached.requires_grad);
        detached.fill_(7);
        Assert.Equal(7, product[0].item<float>());
        product.retain_grad();
        product.sum().backward();
        Assert.NotNull(product.grad);
    }

    [Fact]
    public void Anomaly_mode_names_the_nan()
    {
        using (autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled);
            var x = zeros([1], requires_grad: true);
            var error = Assert.ThrowsAny<Exception>(() => (x.sqrt() * 0).sum().backward());
            Assert.Contains("nan", error.Message, StringComparison.OrdinalIgnoreCase);
        }

        Assert.False(AnomalyMode.IsEnabled);
    }
}
