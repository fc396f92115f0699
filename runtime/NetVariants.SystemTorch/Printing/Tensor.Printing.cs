using System;
using System.Collections;
using System.Globalization;
using TorchSharp.Printing;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device.</summary>
        public override string ToString() => IsInvalid ? "" : TensorText.Metadata(this);

        /// <param name="disamb">Whether to write the elements too.</param>
        /// <param name="fltFormat">The format of real numbers.</param>
        /// <param name="width">The longest line.</param>
        /// <param name="cultureInfo">The culture of numbers; null is the current one.</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(
            bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default) style = printStyle;
            if (style == TensorStringStyle.Metadata || is_meta) return ToString();
            var options = new PrintOptions(
                fltFormat ?? printFormat, width ?? printWidth, newLine ?? printNewLine, cultureInfo ?? CultureInfo.CurrentCulture,
                printMaxRows, printMaxColumns);
            var text = new TensorText(this, options);
            return style switch
            {
                TensorStringStyle.Julia => text.Julia(),
                TensorStringStyle.Numpy => text.Numpy(),
                TensorStringStyle.CSharp => text.CSharp(Keyword(dtype), Suffix(dtype)),
                _ => throw new ArgumentOutOfRangeException(nameof(style), style, "Unsupported tensor string style"),
            };
        }

        /// <summary>Nested lists of scalars; of a tensor without dimensions, the scalar.</summary>
        public object tolist()
        {
            if (Dimensions == 0) return ToScalar();
            var list = new ArrayList();
            for (var k = 0L; k < size(0); k++)
            {
                using var part = select(0, k);
                list.Add(part.tolist());
            }

            return list;
        }

        private static string Keyword(ScalarType type) => type switch
        {
            ScalarType.Bool => "bool ",
            ScalarType.Byte => "byte ",
            ScalarType.Int8 => "sbyte ",
            ScalarType.Int16 => "short ",
            ScalarType.Int32 => "int ",
            ScalarType.Int64 => "long ",
            ScalarType.Float32 => "float ",
            ScalarType.Float64 => "double ",
            ScalarType.BFloat16 => "bfloat16 ",
            ScalarType.Float16 => "float16 ",
            ScalarType.ComplexFloat32 => "complex32 ",
            _ => "complex64 ",
        };

        private static string Suffix(ScalarType type) => type switch
        {
            ScalarType.Int64 => "L",
            ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16 => "f",
            _ => "",
        };
    }
}
