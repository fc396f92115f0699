using System;
using System.Buffers;
using System.Runtime.InteropServices;
using NetVariants.Weights;

namespace NetVariants.Onnx.State;

/// <summary>Reads tensors of floating point as 32-bit floats.</summary>
internal static class Floats
{
    private const int PartElements = 1 << 20;

    /// <summary>Whether elements of a type are read.</summary>
    public static bool CanRead(ElementType type) =>
        type == ElementType.Float32 || type == ElementType.Float64 || type == ElementType.Float16 || type == ElementType.BFloat16;

    /// <summary>A tensor's elements in their order.</summary>
    public static float[] Read(IWeightReader weights, WeightEntry entry)
    {
        var values = new float[entry.Count];
        var part = ArrayPool<byte>.Shared.Rent(PartElements * entry.Type.Bytes);
        try
        {
            for (var done = 0; done < values.Length; done += PartElements)
            {
                var target = values.AsSpan(done, Math.Min(PartElements, values.Length - done));
                var bytes = part.AsSpan(0, target.Length * entry.Type.Bytes);
                weights.ReadBytes(entry.Name, bytes, (long)done * entry.Type.Bytes);
                Convert(bytes, entry.Type, target);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }

        return values;
    }

    private static void Convert(ReadOnlySpan<byte> bytes, ElementType type, Span<float> target)
    {
        if (type == ElementType.Float32)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(target));
        }
        else if (type == ElementType.Float64)
        {
            var source = MemoryMarshal.Cast<byte, double>(bytes);
            for (var i = 0; i < target.Length; i++)
                target[i] = (float)source[i];
        }
        else if (type == ElementType.Float16)
        {
            var source = MemoryMarshal.Cast<byte, Half>(bytes);
            for (var i = 0; i < target.Length; i++)
                target[i] = (float)source[i];
        }
        else
        {
            var source = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (var i = 0; i < target.Length; i++)
                target[i] = BitConverter.Int32BitsToSingle(source[i] << 16);
        }
    }
}
