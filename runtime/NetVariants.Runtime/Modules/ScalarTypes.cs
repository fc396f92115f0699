using System;
using NetVariants.Weights;
using static TorchSharp.torch;

namespace NetVariants.Modules;

/// <summary>TorchSharp's names for the element types that weight files hold.</summary>
internal static class ScalarTypes
{
    public static ElementType ToElementType(ScalarType type) => ElementType.Find(NameOf(type))
        ?? throw new ArgumentOutOfRangeException(nameof(type), type, "No weight file holds elements of this type.");

    public static ScalarType ToScalarType(ElementType type) => type.Name switch
    {
        "uint8" => ScalarType.Byte,
        "complex64" => ScalarType.ComplexFloat32,
        "complex128" => ScalarType.ComplexFloat64,
        string name => Enum.Parse<ScalarType>(name, ignoreCase: true),
    };

    public static int SizeOf(ScalarType type) => ToElementType(type).Bytes;

    /// <summary>PyTorch's name: <c>bfloat16</c>.</summary>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Byte => "uint8",
        ScalarType.ComplexFloat32 => "complex64",
        ScalarType.ComplexFloat64 => "complex128",
        _ => type.ToString().ToLowerInvariant(),
    };
}
