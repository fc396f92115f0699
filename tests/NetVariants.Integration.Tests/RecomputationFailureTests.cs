using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using NetVariants.Tests;
using TorchSharp;
using Xunit;
using static NetVariants.Integration.Tests.DensePairs;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests;

/// <summary>Backward passes that cannot compute bottlenecks again.</summary>
public sealed class RecomputationFailureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void There_is_no_second_backward_pass(bool createGraph)
    {
        using var scope = NewDisposeScope();
        var loss = Seeded("dense" + Efficient).call(ImagesOf("dense")).square().sum();
        if (!createGraph)
            loss.backward(retain_graph: true);

        Assert.Throws<ExternalException>(() => loss.backward(create_graph: createGraph));
        var cause = Assert.IsType<NotSupportedException>(RecomputationFailure.Take());
        Assert.StartsWith("DenseLayer computes its bottleneck again once only: ", cause.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("dense" + Efficient)]
    public void Weights_that_change_before_the_backward_pass_are_noticed(string name)
    {
        using var scope = NewDisposeScope();
        var model = Seeded(name);
        var loss = model.call(ImagesOf("dense")).sum();
        using (no_grad())
            ConvolutionOf(model).weight.mul_(2);

        var error = Assert.Throws<ExternalException>(() => loss.backward());

        Assert.Contains("modified by an inplace operation", (RecomputationFailure.Take() ?? error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("dense" + Efficient)]
    public void An_undefined_gradient_is_none(string name)
    {
        using var scope = NewDisposeScope();
        var model = Seeded(name);

        NoGradient.apply(model.call(ImagesOf("dense"))).sum().backward();

        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Null(RecomputationFailure.Take());
    }

    /// <summary>What libtorch holds is no tensor of TorchSharp's: the C heap shows it.</summary>
    [Fact]
    public void A_forward_pass_that_fails_keeps_nothing()
    {
        using var model = Seeded("dense" + Efficient);
        using var images = ImagesOf("dense", count: 64);
        ConvolutionOf(model).register_forward_pre_hook((_, _) => throw new InvalidOperationException());
        Fail();
        var before = Heap.BytesInUse;

        for (var i = 0; i < 3; i++)
            Fail();

        // The graphs of three such passes hold 22 MB.
        Assert.InRange(Heap.BytesInUse, 0, before + 5_000_000);

        void Fail()
        {
            using var scope = NewDisposeScope();
            Assert.Throws<InvalidOperationException>(() => model.call(images));
        }
    }

    [Fact]
    public void A_failure_of_the_second_pass_throws_where_the_backward_pass_was_called()
    {
        using var scope = NewDisposeScope();
        var model = Seeded("dense" + Efficient);
        var calls = 0;
        var cause = new InvalidOperationException();
        var hook = ConvolutionOf(model).register_forward_pre_hook((_, input) => calls++ == 0 ? input : throw cause);
        var loss = model.call(ImagesOf("dense")).sum();
        var statistics = model.buffers().Select(buffer => buffer.clone()).ToList();

        var error = Assert.Throws<ExternalException>(() => loss.backward());
        Assert.Contains("invalid gradient", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, RecomputationFailure.Take());
        Assert.Null(RecomputationFailure.Take());
        Assert.All(model.buffers().Zip(statistics), pair => Assert.True(pair.First.Equals(pair.Second)));

        hook.remove();
        model.zero_grad();
        model.call(ImagesOf("dense")).sum().backward();

        Assert.All(CountersOf(model), counter => Assert.Equal(2, counter.ToDouble()));
        Assert.All(model.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    /// <summary>As libtorch's thread of a CUDA device does: the cause belongs to the thread of the forward pass.</summary>
    [Fact]
    public void A_cause_is_found_by_the_thread_for_which_it_was_recorded()
    {
        var cause = new InvalidOperationException();
        var slot = RecomputationFailure.OfThisThread;
        Exception? elsewhere = null;
        var other = new Thread(() =>
        {
            slot.Value = cause;
            elsewhere = RecomputationFailure.Take();
        });
        other.Start();
        other.Join();

        Assert.Null(elsewhere);
        Assert.Same(cause, RecomputationFailure.Take());
        Assert.Null(RecomputationFailure.Take());
    }

    [Fact]
    public void Each_thread_finds_its_own_cause()
    {
        static void Fail()
        {
            using var scope = NewDisposeScope();
            for (var i = 0; i < 20; i++)
            {
                Exception? cause = new InvalidOperationException();
                var model = DensePairs.Create("small" + Efficient);
                ConvolutionOf(model).register_forward_pre_hook((_, input) => is_grad_enabled() ? throw cause : input);
                var loss = model.call(rand([2, .. InfoOf("small").InputShape])).sum();

                Assert.Throws<ExternalException>(() => loss.backward());
                var elsewhere = cause;
                var other = new Thread(() => elsewhere = RecomputationFailure.Take());
                other.Start();
                other.Join();
                Assert.Null(elsewhere);
                Assert.Same(cause, RecomputationFailure.Take());
            }
        }

        Parallel.Invoke(Fail, Fail);
    }
}
