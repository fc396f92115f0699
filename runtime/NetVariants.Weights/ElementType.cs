using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights;

/// <summary>The type of a tensor's elements, as PyTorch names it.</summary>
public sealed class ElementType
{
    private ElementType(string name, int bytes, string? safetensors, string storage) =>
        (Name, Bytes, Safetensors, Storage) = (name, bytes, safetensors, storage);

    /// <summary>Floating point of 64 bits.</summary>
    public static ElementType Float64 { get; } = new("float64", 8, "F64", "DoubleStorage");

    /// <summary>Floating point of 32 bits.</summary>
    public static ElementType Float32 { get; } = new("float32", 4, "F32", "FloatStorage");

    /// <summary>Floating point of 16 bits (IEEE 754 half precision).</summary>
    public static ElementType Float16 { get; } = new("float16", 2, "F16", "HalfStorage");

    /// <summary>The upper half of a floating-point number of 32 bits.</summary>
    public static ElementType BFloat16 { get; } = new("bfloat16", 2, "BF16", "BFloat16Storage");

    /// <summary>Integers of 64 bits.</summary>
    public static ElementType Int64 { get; } = new("int64", 8, "I64", "LongStorage");

    /// <summary>Integers of 32 bits.</summary>
    public static ElementType Int32 { get; } = new("int32", 4, "I32", "IntStorage");

    /// <summary>Integers of 16 bits.</summary>
    public static ElementType Int16 { get; } = new("int16", 2, "I16", "ShortStorage");

    /// <summary>Integers of 8 bits.</summary>
    public static ElementType Int8 { get; } = new("int8", 1, "I8", "CharStorage");

    /// <summary>Integers of 8 bits without a sign.</summary>
    public static ElementType UInt8 { get; } = new("uint8", 1, "U8", "ByteStorage");

    /// <summary>Truth values, a byte each.</summary>
    public static ElementType Bool { get; } = new("bool", 1, "BOOL", "BoolStorage");

    /// <summary>Complex numbers of two 32-bit floats.</summary>
    public static ElementType Complex64 { get; } = new("complex64", 8, "C64", "ComplexFloatStorage");

    /// <summary>Complex numbers of two 64-bit floats; safetensors has none.</summary>
    public static ElementType Complex128 { get; } = new("complex128", 16, null, "ComplexDoubleStorage");

    /// <summary>The types that weight files hold.</summary>
    public static IReadOnlyList<ElementType> All { get; } =
        [Float64, Float32, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool, Complex64, Complex128];

    /// <summary>PyTorch's name: <c>bfloat16</c>.</summary>
    public string Name { get; }

    /// <summary>The size of an element.</summary>
    public int Bytes { get; }

    /// <summary>The name in a safetensors header; null where the format has none.</summary>
    internal string? Safetensors { get; }

    /// <summary>The class in PyTorch's pickles.</summary>
    internal string Storage { get; }

    /// <summary>The type of PyTorch's name, or null.</summary>
    public static ElementType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
