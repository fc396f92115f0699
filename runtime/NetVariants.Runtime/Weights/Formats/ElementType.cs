using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights.Formats;

/// <summary>An element type and what the formats call it.</summary>
/// <param name="Name">PyTorch's name: <c>bfloat16</c>.</param>
/// <param name="Bytes">The size of an element.</param>
/// <param name="Safetensors">The name in a safetensors header; null where the format has none.</param>
/// <param name="Storage">The class in PyTorch's pickles.</param>
internal sealed record ElementType(string Name, int Bytes, string? Safetensors, string Storage)
{
    /// <summary>The types that both weight files and torch have.</summary>
    public static IReadOnlyList<ElementType> All { get; } =
    [
        new("float64", 8, "F64", "DoubleStorage"),
        new("float32", 4, "F32", "FloatStorage"),
        new("float16", 2, "F16", "HalfStorage"),
        new("bfloat16", 2, "BF16", "BFloat16Storage"),
        new("int64", 8, "I64", "LongStorage"),
        new("int32", 4, "I32", "IntStorage"),
        new("int16", 2, "I16", "ShortStorage"),
        new("int8", 1, "I8", "CharStorage"),
        new("uint8", 1, "U8", "ByteStorage"),
        new("bool", 1, "BOOL", "BoolStorage"),
        new("complex64", 8, "C64", "ComplexFloatStorage"),
        new("complex128", 16, null, "ComplexDoubleStorage"),
    ];

    /// <summary>The type of PyTorch's name, or null.</summary>
    public static ElementType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
