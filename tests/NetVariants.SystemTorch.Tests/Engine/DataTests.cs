using System;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

/// <summary>Elements between .NET and torch.</summary>
public sealed class DataTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Tensor_copies_the_array_it_is_made_from()
    {
        var array = new[] { 1f, 2, 3 };
        var made = tensor(array);
        array[0] = 9;
        Assert.Equal([1f, 2, 3], made.data<float>().ToArray());
    }

    [Fact]
    public void From_array_shares_the_array()
    {
        var array = new[,] { { 1L, 2 }, { 3, 4 } };
        var shared = from_array(array);
        Assert.Equal([2, 2], shared.shape);
        array[1, 0] = 30;
        Assert.Equal(30, shared[1, 0].item<long>());
        shared[0, 1] = tensor(20L);
        Assert.Equal(20, array[0, 1]);
    }

    [Fact]
    public void A_shared_array_lives_while_a_tensor_needs_it_and_no_longer()
    {
        var (shared, array) = Share();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(array.IsAlive);
        Assert.Equal(1000, shared.sum().item<float>());
        shared.Dispose();
        GC.Collect();
        Assert.False(array.IsAlive);
    }

    [Fact]
    public void Frombuffer_reads_a_part()
    {
        var part = frombuffer(new[] { 1f, 2, 3, 4 }, float32, count: 2, offset: 1);
        Assert.Equal([2f, 3], part.data<float>().ToArray());
        Assert.Equal(ScalarType.Float64, frombuffer(new[] { 1f, 2 }, float64).dtype);
        Assert.Throws<ArgumentOutOfRangeException>(() => frombuffer(new[] { 1f }, float32, offset: 1));
    }

    [Fact]
    public void Every_element_type_goes_there_and_back()
    {
        Round(ScalarType.Bool, true, false, true);
        Round(ScalarType.Byte, (byte)1, (byte)2, byte.MaxValue);
        Round(ScalarType.Int8, (sbyte)1, (sbyte)-2, sbyte.MaxValue);
        Round(ScalarType.Int16, (short)1, (short)-2, short.MaxValue);
        Round(ScalarType.Int32, 1, -2, int.MaxValue);
        Round(ScalarType.Int64, 1L, -2, long.MaxValue);
        Round(ScalarType.Float16, (Half)1, (Half)(-2), Half.MaxValue);
        Round(ScalarType.Float32, 1f, -2, float.MaxValue);
        Round(ScalarType.Float64, 1d, -2, double.MaxValue);
        Round(ScalarType.ComplexFloat32, (1f, 2f), (3f, -4f));
        Round(ScalarType.ComplexFloat64, new Complex(1, 2), new Complex(3, -4));
    }

    [Fact]
    public void Scalars_keep_their_type()
    {
        Assert.Equal(
            [ScalarType.Int32, ScalarType.Int64, ScalarType.Float32, ScalarType.Float64, ScalarType.Bool, ScalarType.Byte, ScalarType.ComplexFloat64],
            [tensor(1).dtype, tensor(1L).dtype, tensor(1f).dtype, tensor(1d).dtype, tensor(true).dtype, tensor((byte)1).dtype, tensor(Complex.One).dtype]);
        Assert.Equal((ScalarType.Float16, 0L), (tensor(1.5, float16).dtype, tensor(1.5).ndim));
        Assert.Equal(2.5, tensor(2.5).item<double>());
    }

    [Fact]
    public void An_array_too_short_for_its_shape_is_refused() =>
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2 }, [3]));

    [Fact]
    public void An_accessor_follows_the_strides()
    {
        var turned = arange(6).reshape(2, 3).t();
        var accessor = turned.data<long>();
        Assert.Equal([0L, 3, 1, 4, 2, 5], accessor.ToArray());
        Assert.Equal([0L, 3, 1, 4, 2, 5], accessor.AsEnumerable());
        Assert.Equal((4L, 4L), (accessor[1, 1], accessor[3]));
        accessor[2, 0] = 20;
        Assert.Equal(20, turned[2, 0].item<long>());
        Assert.Equal(new[,] { { 0L, 3 }, { 1, 4 }, { 20, 5 } }, accessor.ToNDArray());
        accessor.CopyFrom([7, 8], tensorIndex: 4);
        Assert.Equal([0L, 3, 1, 4, 7, 8], accessor.ToArray());
        var rest = new long[2];
        accessor.CopyTo(rest, tensorIndex: 4);
        Assert.Equal([7, 8], rest);
        Assert.Throws<IndexOutOfRangeException>(() => accessor[6]);
        Assert.Throws<IndexOutOfRangeException>(() => accessor[0, 2]);
    }

    [Fact]
    public void Bytes_are_the_elements_memory()
    {
        var made = tensor(new[] { 1, 256 });
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], made.bytes.ToArray());
        made.bytes = new byte[] { 2, 0, 0, 0, 0, 2, 0, 0 };
        Assert.Equal([2, 512], made.data<int>().ToArray());
        Assert.Throws<ArgumentException>(() => made.bytes = new byte[3]);
        Assert.Throws<InvalidOperationException>(() => arange(6).reshape(2, 3).t().bytes.Length);
    }

    [Fact]
    public void A_tensor_without_elements_is_no_special_case()
    {
        var nothing = empty(0, 3);
        Assert.Equal(0, nothing.data<float>().Count);
        Assert.Empty(nothing.data<float>().ToArray());
        Assert.Equal(0, nothing.bytes.Length);
    }

    [Fact]
    public void Half_precision_reads_as_float()
    {
        Assert.Equal(1.5f, tensor(1.5, float16).reshape(1).ReadCpuFloat16(0));
        Assert.Equal(-2, tensor(-2.0, bfloat16).ToSingle());
    }

    [Fact]
    public void Size_is_equal_by_value()
    {
        Size a = (2L, 3L), b = new long[] { 2, 3 };
        Assert.True(a == b && a.Equals(b) && a.GetHashCode() == b.GetHashCode());
        Assert.Equal((6L, 2, 3L), (a.numel(), a.Length, a[1]));
        Assert.Equal([2L, 3, 4], (a + new Size(4)).Shape);
        Assert.Equal([3L], a.Slice(-1, 2).Shape);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Tensor Shared, WeakReference Array) Share()
    {
        var array = Enumerable.Repeat(1f, 1000).ToArray();
        return (from_array(array), new WeakReference(array));
    }

    private static void Round<T>(ScalarType type, params T[] elements)
        where T : unmanaged
    {
        var made = from_array(elements);
        Assert.Equal(type, made.dtype);
        Assert.Equal(elements, made.data<T>().ToArray());
        Assert.Equal(elements, made.clone().data<T>().ToArray());
        Assert.Equal(elements[1], made[1].item<T>());
    }
}
