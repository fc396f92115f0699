using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

// Tensors from .NET data: torch.tensor copies, from_array, as_tensor and frombuffer share the array's memory where nothing is converted.
public static unsafe partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, ShapeOf(rawArray), copy: false, dtype, device, requires_grad, names);

    /// <summary>Reads elements of an array as a vector.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="dtype">The tensor's type; elements of another type are converted.</param>
    /// <param name="count">How many elements; -1: to the end.</param>
    /// <param name="offset">The first one.</param>
    /// <param name="requires_grad">Whether the tensor takes part in gradients.</param>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, rawArray.LongLength);
        if (count < 0) count = rawArray.LongLength - offset;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, rawArray.LongLength - offset);
        using var whole = FromArray(rawArray, [rawArray.LongLength], copy: false, null, CPU, false, null);
        return Placed(whole.narrow(0, offset, count), dtype, null, requires_grad, null);
    }

    public static Tensor from_file(
        string filename, bool? shared = null, long? size = 0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.from_file.Call(filename, shared, size, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);

    internal static ScalarType ToScalarType(Type type) => type switch
    {
        _ when type == typeof(float) => ScalarType.Float32,
        _ when type == typeof(double) => ScalarType.Float64,
        _ when type == typeof(long) => ScalarType.Int64,
        _ when type == typeof(int) => ScalarType.Int32,
        _ when type == typeof(bool) => ScalarType.Bool,
        _ when type == typeof(byte) => ScalarType.Byte,
        _ when type == typeof(sbyte) => ScalarType.Int8,
        _ when type == typeof(short) => ScalarType.Int16,
        _ when type == typeof(Half) => ScalarType.Float16,
        _ when type == typeof((float, float)) => ScalarType.ComplexFloat32,
        _ when type == typeof(System.Numerics.Complex) => ScalarType.ComplexFloat64,
        _ => throw new NotSupportedException($"The type {type.FullName} is not supported."),
    };

    internal static Tensor FromScalar<T>(T value, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var host = empty((long[])[], ToScalarType(typeof(T)), CPU);
        *(T*)host.DataPointer = value;
        return Placed(host, dtype, device, requires_grad, null);
    }

    internal static Tensor FromSpan<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        var host = empty(shape, ToScalarType(typeof(T)), CPU);
        CheckLength(host.NumberOfElements, elements.Length);
        elements[..(int)host.NumberOfElements].CopyTo(new Span<T>((void*)host.DataPointer, elements.Length));
        return Placed(host, dtype, device, requires_grad, names);
    }

    internal static Tensor FromArray(
        Array source, ReadOnlySpan<long> shape, bool copy, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var elements = ToScalarType(source.GetType().GetElementType()!);

        // The runtime pins no arrays of tuples.
        var host = copy || elements == ScalarType.ComplexFloat32 ? Copied(source, shape, elements) : Shared(source, shape, elements);
        return Placed(host, dtype, device, requires_grad, names);
    }

    private static Tensor Copied(Array source, ReadOnlySpan<long> shape, ScalarType elements)
    {
        var host = empty(shape, elements, CPU);
        CheckLength(host.NumberOfElements, source.LongLength);
        var size = host.NumberOfElements * elements.ElementSize();
        fixed (byte* first = &MemoryMarshal.GetArrayDataReference(source)) Buffer.MemoryCopy(first, (void*)host.DataPointer, size, size);
        return host;
    }

    private static Tensor Shared(Array source, ReadOnlySpan<long> shape, ScalarType elements)
    {
        var count = 1L;
        foreach (var extent in shape) count *= extent;
        CheckLength(count, source.LongLength);
        var pin = GCHandle.Alloc(source, GCHandleType.Pinned);
        fixed (long* sizes = shape)
        {
            var data = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(source));
            var handle = Bridge.TensorWrap(data, sizes, shape.Length, (int)elements, &Unpin, GCHandle.ToIntPtr(pin));
            if (handle != 0) return new Tensor(handle);
        }

        pin.Free();
        NativeError.Throw();
        return null!;
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    private static Tensor Placed(Tensor host, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var target = InitializeDevice(device);
        var type = dtype ?? host.dtype;
        var placed = type == host.dtype && target.type == DeviceType.CPU ? host : host.to(type, target, disposeAfter: true);
        return Named(placed, requires_grad, names);
    }

    private static void CheckLength(long needed, long given)
    {
        if (needed > given) throw new ArgumentException($"mismatched total size creating a tensor from an array: {needed} vs. {given}");
    }

    private static T[] Elements<T>(IList<T> list) => list as T[] ?? [.. list];

    private static long[] ShapeOf(Array array)
    {
        var extents = new long[array.Rank];
        for (var d = 0; d < extents.Length; d++) extents[d] = array.GetLongLength(d);
        return extents;
    }
}
