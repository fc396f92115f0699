using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using Onnx;

namespace NetVariants.Onnx.Graphs;

/// <summary>Attributes of ONNX nodes.</summary>
internal static class Attributes
{
    /// <summary>A real number.</summary>
    public static AttributeProto Real(string name, double value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };

    /// <summary>An integer.</summary>
    public static AttributeProto Integer(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>A text.</summary>
    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>A list of integers.</summary>
    public static AttributeProto Integers(string name, params IEnumerable<long> values)
    {
        AttributeProto attribute = new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    /// <summary>The same integer along both sides of a map.</summary>
    public static AttributeProto Square(string name, long value) => Integers(name, value, value);

    /// <summary>A square window over a padded map.</summary>
    public static IEnumerable<AttributeProto> Window(long kernel, long stride, long padding) =>
        [Square("kernel_shape", kernel), Square("strides", stride), Integers("pads", Enumerable.Repeat(padding, 4))];
}
