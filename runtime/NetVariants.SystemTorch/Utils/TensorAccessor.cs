using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU, in row-major order whatever its strides; writes go through to the tensor.</summary>
public sealed unsafe partial class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly T* elements;
    private readonly long[] shape;
    private readonly long[] strides;
    private torch.Tensor? tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        this.tensor = tensor;
        elements = (T*)tensor.DataPointer;
        shape = tensor.shape;
        strides = tensor.stride();
    }

    public long Count => tensor?.numel() ?? 0;

    public bool IsReadOnly => false;

    /// <summary>One index counts in row-major order; several are one for each dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">An index is outside its dimension.</exception>
    public T this[params long[] indices]
    {
        get
        {
            var value = elements[Offset(indices)];
            GC.KeepAlive(this);
            return value;
        }

        set
        {
            elements[Offset(indices)] = value;
            GC.KeepAlive(this);
        }
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) =>
        left.Count == right.Count && left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public T[] ToArray()
    {
        var array = new T[Count];
        if (array.Length > 0) CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>An array of as many dimensions as the tensor; of a scalar, an array of one element.</summary>
    public Array ToNDArray()
    {
        if (shape.Length == 0) return ToArray();
        var array = Array.CreateInstance(typeof(T), shape);
        if (Count > 0)
        {
            fixed (byte* first = &MemoryMarshal.GetArrayDataReference(array)) CopyTo(new Span<T>(first, checked((int)Count)));
        }

        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on, until either side ends.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        if (IsContiguous)
        {
            var count = (int)Math.Min(target.Length, Count - tensorIndex);
            new ReadOnlySpan<T>(elements + tensorIndex, count).CopyTo(target);
            GC.KeepAlive(this);
            return;
        }

        for (var k = 0; k < target.Length && tensorIndex + k < Count; k++) target[k] = At(tensorIndex + k);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Writes elements from <paramref name="tensorIndex"/> on, until either side ends.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        for (var k = 0; k < source.Length && tensorIndex + k < Count; k++) elements[OffsetOf(tensorIndex + k)] = source[k];
        GC.KeepAlive(this);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var k = 0L; k < Count; k++) yield return At(k);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => tensor is null ? 0 : tensor.GetHashCode();

    /// <summary>Lets the tensor go; it is not disposed.</summary>
    public void Dispose() => tensor = null;

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        tensor.ValidateType(typeof(T));
        return new TensorAccessor<T>(tensor)[index];
    }

    private bool IsContiguous
    {
        get
        {
            var step = 1L;
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                if (shape[d] != 1 && strides[d] != step) return false;
                step *= shape[d];
            }

            return true;
        }
    }

    // The tensor is what keeps the elements: it must not be finalized between the address and the read.
    private T At(long index)
    {
        var value = elements[OffsetOf(index)];
        GC.KeepAlive(this);
        return value;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] < 0 || indices[0] >= Count) throw new IndexOutOfRangeException();
            return OffsetOf(indices[0]);
        }

        var offset = 0L;
        for (var d = 0; d < shape.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= shape[d])
            {
                throw new IndexOutOfRangeException($"{indices[d]} >= {shape[d]} in dimension {d}.");
            }

            offset += indices[d] * strides[d];
        }

        return offset;
    }

    private long OffsetOf(long index)
    {
        var offset = 0L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            (index, var within) = Math.DivRem(index, shape[d]);
            offset += within * strides[d];
        }

        return offset;
    }
}
