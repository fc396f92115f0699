using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace NetVariants.Weights;

/// <summary>An element type and what the formats call it.</summary>
/// <param name="Type">Torch's name.</param>
/// <param name="Bytes">The size of an element.</param>
/// <param name="Safetensors">The name in a safetensors header; null where the format has none.</param>
/// <param name="Storage">The class in torch's pickles.</param>
internal sealed record ElementFormat(ScalarType Type, int Bytes, string? Safetensors, string Storage);

/// <summary>The element types that weight files hold.</summary>
internal static class ScalarTypes
{
    public static IReadOnlyList<ElementFormat> All { get; } =
    [
        new(ScalarType.Float64, 8, "F64", "DoubleStorage"),
        new(ScalarType.Float32, 4, "F32", "FloatStorage"),
        new(ScalarType.Float16, 2, "F16", "HalfStorage"),
        new(ScalarType.BFloat16, 2, "BF16", "BFloat16Storage"),
        new(ScalarType.Int64, 8, "I64", "LongStorage"),
        new(ScalarType.Int32, 4, "I32", "IntStorage"),
        new(ScalarType.Int16, 2, "I16", "ShortStorage"),
        new(ScalarType.Int8, 1, "I8", "CharStorage"),
        new(ScalarType.Byte, 1, "U8", "ByteStorage"),
        new(ScalarType.Bool, 1, "BOOL", "BoolStorage"),
        new(ScalarType.ComplexFloat32, 8, "C64", "ComplexFloatStorage"),
        new(ScalarType.ComplexFloat64, 16, null, "ComplexDoubleStorage"),
    ];

    public static ElementFormat Of(ScalarType type) =>
        All.FirstOrDefault(format => format.Type == type) ?? throw new ArgumentOutOfRangeException(nameof(type), type, "No weight file holds elements of this type.");

    public static int SizeOf(ScalarType type) => Of(type).Bytes;

    /// <summary>PyTorch's name: <c>bfloat16</c>.</summary>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Byte => "uint8",
        ScalarType.ComplexFloat32 => "complex64",
        ScalarType.ComplexFloat64 => "complex128",
        _ => type.ToString().ToLowerInvariant(),
    };
}
