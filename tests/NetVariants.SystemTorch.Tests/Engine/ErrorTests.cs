using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class ErrorTests
{
    [Fact]
    public void A_failure_carries_libtorchs_message()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(4).add(ones(3)));
        Assert.Equal("The size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0", error.Message);
    }

    [Fact]
    public void A_failure_leaves_no_handle_behind()
    {
        using var scope = NewDisposeScope();
        Garbage.Collect();
        Tensor a = ones(4), b = ones(3);
        var before = Tensor.TotalCount;
        for (var k = 0; k < 10; k++) Assert.Throws<ExternalException>(() => a.add(b));
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_failure_in_the_backward_pass_carries_its_message()
    {
        using var scope = NewDisposeScope();
        var leaf = ones([2], requires_grad: true);
        var error = Assert.Throws<ExternalException>(() => (leaf * 2).backward());
        Assert.Equal("grad can be implicitly created only for scalar outputs", error.Message);
        var sum = leaf.sum();
        sum.backward();
        Assert.Throws<ExternalException>(() => ones(2).sum().backward());
    }

    [Fact]
    public void A_leaf_that_needs_a_gradient_refuses_changes_in_place()
    {
        using var scope = NewDisposeScope();
        var leaf = ones([2], requires_grad: true);
        Assert.Throws<ExternalException>(() => leaf.add_(1));
        using (no_grad()) leaf.add_(1);
        Assert.Throws<ExternalException>(() => ones([2], int64).requires_grad_());
    }

    [Fact]
    public void Each_thread_sees_its_own_failure() => Parallel.For(3, 40, size =>
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2).add(ones(size)));
        Assert.Contains($"tensor b ({size})", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => torch.device("mps"));
        if (!cuda.is_available()) Assert.Throws<InvalidOperationException>(() => ones(2).cuda());
        Assert.Throws<ArgumentException>(() => new Device("abacus"));
    }

    [Fact]
    public void Reading_as_another_type_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => ones(1).item<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => ones(2).data<int>());
    }
}
