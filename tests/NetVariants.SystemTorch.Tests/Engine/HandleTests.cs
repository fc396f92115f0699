using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Engine;

/// <summary>Which handle a call gives back, and when the tensor behind it goes.</summary>
public sealed class HandleTests
{
    private static readonly HashSet<string> s_returnsItself =
        [nameof(Tensor.DetachFromDisposeScope), nameof(Tensor.MoveToOuterDisposeScope), "DetatchFromDisposeScope"];

    private static readonly HashSet<string> s_needsCuda = [nameof(Tensor.pin_memory), nameof(Tensor.cuda)];

    public static TheoryData<string> InPlace => Names(name => name.EndsWith('_'));

    public static TheoryData<string> Fresh => Names(name => !name.EndsWith('_') && !s_returnsItself.Contains(name) && !s_needsCuda.Contains(name));

    [Theory, MemberData(nameof(InPlace))]
    public void A_method_in_place_returns_its_receiver(string name)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var tensor = Suitable(name);
        var before = DisposeScopeManager.Statistics.CreatedInScopeCount;
        Assert.Same(tensor, Call(tensor, name));
        Assert.Equal(before, DisposeScopeManager.Statistics.CreatedInScopeCount);
    }

    [Theory, MemberData(nameof(Fresh))]
    public void Every_other_method_returns_a_fresh_handle(string name)
    {
        using var scope = NewDisposeScope();
        var tensor = Suitable(name);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var result = Call(tensor, name);
        Assert.NotSame(tensor, result);
        Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        result.Dispose();
        Assert.False(tensor.IsInvalid);
        Assert.Equal(tensor.NumberOfElements, tensor.contiguous().NumberOfElements);
    }

    [Fact]
    public void A_functional_in_place_returns_another_handle_to_the_same_elements()
    {
        using var scope = NewDisposeScope();
        Func<Tensor, Tensor>[] calls =
        [
            x => F.relu(x, inplace: true), x => F.leaky_relu(x, inplace: true), x => F.silu(x, inplace: true), x => F.elu(x, 1, inplace: true),
            x => F.hardtanh(x, inplace: true), x => F.softsign(x, inplace: true), x => F.tanhshrink(x, inplace: true),
            x => F.dropout(x, inplace: true), x => F.threshold(x, 0.1, 20, inplace: true), x => F.gelu(x, inplace: true),
        ];
        foreach (var call in calls)
        {
            var input = randn(16);
            var output = call(input);
            Assert.NotSame(input, output);
            Assert.True(input.Equals(output));
            output.fill_(7);
            Assert.Equal(7, input[0].item<float>());
        }
    }

    [Fact]
    public void Conversion_to_the_same_type_shares_the_elements()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(3);
        tensor.to(float32).fill_(2);
        tensor.to(CPU).add_(1);
        tensor.contiguous().add_(1);
        Assert.Equal(4, tensor[0].item<float>());
        tensor.to(float32, copy: true).fill_(9);
        Assert.Equal(4, tensor[0].item<float>());
    }

    [Fact]
    public void DisposeAfter_disposes_the_source()
    {
        using var scope = NewDisposeScope();
        var source = ones(3);
        var converted = source.to(float64, disposeAfter: true);
        Assert.Equal((true, ScalarType.Float64), (source.IsInvalid, converted.dtype));
    }

    [Fact]
    public void A_disposed_tensor_refuses_calls()
    {
        var tensor = ones(3);
        tensor.Dispose();
        Assert.Throws<InvalidOperationException>(() => tensor.add(1));
        Assert.Throws<InvalidOperationException>(() => tensor.shape);
        Assert.Throws<InvalidOperationException>(() => ones(3).add(tensor));
        Assert.Equal("", tensor.ToString());
    }

    [Fact]
    public void A_decoupled_handle_lives_on()
    {
        var tensor = ones(3);
        var handle = tensor.DecoupleFromNativeHandle();
        Assert.True(tensor.IsInvalid);
        using var again = Tensor.UnsafeCreateTensor(handle);
        Assert.Equal(3, again.sum().item<float>());
    }

    [Fact]
    public void The_garbage_collector_frees_what_nobody_disposes()
    {
        Garbage.Collect();
        var before = Tensor.TotalCount;
        Drop(1000);
        Garbage.Collect();
        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(Tensor.PeakCount >= before + 1);
    }

    [Fact]
    public void Many_threads_may_create_use_and_drop_tensors_while_the_finalizer_runs()
    {
        Garbage.Collect();
        var before = Tensor.TotalCount;
        Parallel.For(0, 8, _ =>
        {
            for (var k = 0; k < 500; k++)
            {
                var sum = ones(16).add(k).sum();
                Assert.Equal(16 * (k + 1), sum.item<float>());
                if (k % 100 == 0) GC.Collect(0);
            }
        });
        Garbage.Collect();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(int count)
    {
        for (var k = 0; k < count; k++) _ = ones(4) + k;
    }

    private static TheoryData<string> Names(Func<string, bool> wanted) => [.. typeof(Tensor)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.ReturnType == typeof(Tensor) && !method.IsSpecialName && method.GetParameters().Length == 0)
        .Select(method => method.Name).Where(wanted).Distinct().Order()];

    private static Tensor Suitable(string name) => name switch
    {
        _ when name.StartsWith("bitwise", StringComparison.Ordinal) => arange(4).reshape(2, 2),
        "lgamma_" or "digamma_" or "acosh" or "acosh_" or "arccosh" or "arccosh_" => rand(2, 2).add_(1),
        "view_as_real" => ones([2, 2], complex64),
        "view_as_complex" => ones(2, 2),
        "cholesky" or "inverse" => eye(2),
        _ => rand(2, 2).mul_(0.9),
    };

    private static Tensor Call(Tensor tensor, string name) => (Tensor)typeof(Tensor).GetMethod(name, Type.EmptyTypes)!.Invoke(tensor, null)!;
}
