using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class FactoryTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_default_type_serves_where_none_is_said()
    {
        try
        {
            set_default_dtype(float64);
            Assert.Equal(
                [ScalarType.Float64, ScalarType.Float64, ScalarType.Float64, ScalarType.Float64, ScalarType.Float64],
                [zeros(2).dtype, randn(2).dtype, full(2, 1.5).dtype, linspace(0, 1, 3).dtype, arange(0, 1, 0.5).dtype]);
        }
        finally
        {
            set_default_dtype(float32);
        }

        Assert.Equal((ScalarType.Float32, ScalarType.Int64, ScalarType.Int64), (zeros(2).dtype, full(2, 1).dtype, arange(3).dtype));
    }

    [Fact]
    public void Sizes_may_be_numbers_arrays_or_spans()
    {
        Span<long> span = [2, 3];
        Assert.Equal([2L, 3], zeros(2, 3).shape);
        Assert.Equal([2L, 3], ones([2, 3]).shape);
        Assert.Equal([2L, 3], empty(span).shape);
        Assert.Equal([2L, 3, 4, 5], rand(2L, 3, 4, 5).shape);
        Assert.Equal([2L, 3], randint(5, new Size((2, 3))).shape);
    }

    [Fact]
    public void Tensors_like_another_take_its_type_unless_told()
    {
        var model = zeros([2], int32);
        Assert.Equal((ScalarType.Int32, ScalarType.Float64), (ones_like(model).dtype, model.zeros_like(float64).dtype));
        Assert.Equal([7, 7], model.new_full(2, 7).data<int>().ToArray());
        Assert.True(ones_like(ones(2), requires_grad: true).requires_grad);
    }

    [Fact]
    public void A_large_list_crosses_the_bridge_whole()
    {
        var parts = new Tensor[500];
        for (var k = 0; k < parts.Length; k++) parts[k] = full([1], k);
        Assert.Equal(500 * 499 / 2, cat(parts).sum().item<long>());
        Assert.Equal([500L, 1], stack(parts).shape);
        var pieces = arange(100).split(1);
        Assert.Equal(100, pieces.Length);
        Assert.Equal(99, pieces[99].item<long>());
    }

    [Fact]
    public void Threads_are_as_many_as_cores_unless_the_user_says()
    {
        var before = get_num_threads();
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null) Assert.Equal(Environment.ProcessorCount, before);
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
        Assert.True(get_num_interop_threads() >= 1);
    }

    [Fact]
    public void Types_promote_as_libtorch_does()
    {
        Assert.Equal(ScalarType.Float32, promote_types(ScalarType.Int64, ScalarType.Float32));
        Assert.Equal(ScalarType.Float64, result_type(ones([1], float64), ones(2)));
        Assert.False(can_cast(ScalarType.Float32, ScalarType.Int32));
        Assert.Equal((1.1920928955078125e-07, 32), (finfo(float32).eps, finfo(float32).bits));
    }

    [Fact]
    public void Devices_say_what_they_are()
    {
        Assert.Equal(("cpu", "cuda:1", "cuda"), (CPU.ToString(), new Device("cuda:1").ToString(), new Device(DeviceType.CUDA).ToString()));
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal(DeviceType.CPU, zeros(1).device.type);
    }
}
