using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;

namespace TorchSharp.Printing;

/// <summary>How a tensor's elements are written: format, width and what is left out.</summary>
internal sealed record PrintOptions(string Format, int Width, string NewLine, CultureInfo Culture, int MaxRows, int MaxColumns);

/// <summary>A tensor's elements as text, read once from the CPU.</summary>
internal sealed class TensorText
{
    private const string Ellipsis = "...";

    private readonly string[] elements;
    private readonly long[] shape;
    private readonly string header;
    private readonly PrintOptions options;

    public TensorText(torch.Tensor tensor, PrintOptions options)
    {
        this.options = options;
        shape = tensor.shape;
        header = Metadata(tensor);
        elements = Elements(tensor);
    }

    /// <summary>Shape, type and device.</summary>
    public static string Metadata(torch.Tensor tensor) =>
        $"[{string.Join('x', tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    /// <summary>Matrices with aligned columns, each under its leading indices.</summary>
    public string Julia()
    {
        if (shape.Length == 0) return $"{header}, value = {elements[0]}";
        var text = new StringBuilder(header).Append(options.NewLine);
        var columns = shape[^1];
        var rows = shape.Length == 1 ? 1 : shape[^2];
        var matrices = shape.Length < 3 ? 1 : shape[..^2].TotalSize();
        for (var m = 0L; m < matrices && columns > 0; m++)
        {
            if (shape.Length > 2)
            {
                if (m == 0) text.Length -= options.NewLine.Length;
                text.Append(options.NewLine).Append('[').Append(Position(m)).Append(",..,..] =").Append(options.NewLine);
            }

            AppendMatrix(text, m * rows * columns, rows, columns);
        }

        return text.ToString();
    }

    /// <summary>Nested brackets, as NumPy writes them; the middle of long dimensions is left out.</summary>
    public string Numpy()
    {
        var text = new StringBuilder();
        AppendNested(text, 0, 0, '[', ']', "", string.Concat(Enumerable.Repeat(options.NewLine, Math.Max(0, shape.Length - 1))), 0);
        return text.ToString();
    }

    /// <summary>A C# array's initializer, after its shape and type.</summary>
    public string CSharp(string type, string suffix)
    {
        if (shape.Length == 0) return $"{header}, value = {elements[0]}";
        var text = new StringBuilder($"{header}, value = ").Append(type).Append('[').Append(',', shape.Length - 1).Append("] ");
        AppendNested(text, 0, 0, '{', '}', suffix, "," + options.NewLine, 0);
        return text.ToString();
    }

    private string[] Elements(torch.Tensor tensor)
    {
        using var host = tensor.detach().cpu();
        string Real<T>(T value)
            where T : IFormattable => value.ToString(options.Format, options.Culture);
        string Whole<T>(T value)
            where T : IFormattable => value.ToString(null, options.Culture);
        string Pair(double real, double imaginary) => imaginary == 0
            ? Real(real)
            : (real == 0 ? "" : Real(real) + "+") + Real(imaginary) + "i";
        return tensor.dtype switch
        {
            torch.ScalarType.Float32 => Array.ConvertAll(host.data<float>().ToArray(), Real),
            torch.ScalarType.Float64 => Array.ConvertAll(host.data<double>().ToArray(), Real),
            torch.ScalarType.Float16 => Array.ConvertAll(host.data<Half>().ToArray(), value => Real((float)value)),
            torch.ScalarType.Bool => Array.ConvertAll(host.data<bool>().ToArray(), value => value.ToString(options.Culture)),
            torch.ScalarType.Byte => Array.ConvertAll(host.data<byte>().ToArray(), Whole),
            torch.ScalarType.Int8 => Array.ConvertAll(host.data<sbyte>().ToArray(), Whole),
            torch.ScalarType.Int16 => Array.ConvertAll(host.data<short>().ToArray(), Whole),
            torch.ScalarType.Int32 => Array.ConvertAll(host.data<int>().ToArray(), Whole),
            torch.ScalarType.Int64 => Array.ConvertAll(host.data<long>().ToArray(), Whole),
            torch.ScalarType.ComplexFloat32 => Array.ConvertAll(host.data<(float, float)>().ToArray(), value => Pair(value.Item1, value.Item2)),
            torch.ScalarType.ComplexFloat64 => Array.ConvertAll(host.data<Complex>().ToArray(), value => Pair(value.Real, value.Imaginary)),
            _ => Elements(host.to(torch.ScalarType.Float32)),
        };
    }

    private string Position(long matrix)
    {
        var indices = new long[shape.Length - 2];
        for (var d = indices.Length - 1; d >= 0; d--) (matrix, indices[d]) = Math.DivRem(matrix, shape[d]);
        return string.Join(',', indices);
    }

    private void AppendMatrix(StringBuilder text, long start, long rows, long columns)
    {
        var widths = new int[columns];
        for (var k = 0L; k < rows * columns; k++) widths[k % columns] = Math.Max(widths[k % columns], elements[start + k].Length);
        var shown = 0;
        for (var left = options.Width; shown < columns && (left -= widths[shown] + 1) >= Ellipsis.Length; shown++)
        {
        }

        for (var row = 0L; row < rows; row++)
        {
            for (var column = 0; column < shown; column++)
            {
                text.Append(' ').Append(elements[start + (row * columns) + column].PadLeft(widths[column]));
            }

            if (shown < columns) text.Append(' ').Append(Ellipsis);
            text.Append(options.NewLine);
        }
    }

    private void AppendNested(StringBuilder text, int depth, long start, char open, char close, string suffix, string between, int indent)
    {
        if (depth == shape.Length)
        {
            text.Append(elements[start]).Append(suffix);
            return;
        }

        text.Append(open);
        var step = shape[(depth + 1)..].TotalSize();
        var innermost = depth == shape.Length - 1;
        var limit = innermost ? options.MaxColumns : options.MaxRows;
        var (leading, trailing) = (limit - (limit / 2), limit / 2);
        for (var k = 0L; k < shape[depth]; k++)
        {
            if (shape[depth] > limit && k == leading)
            {
                if (!innermost) text.Append(' ', depth + 1);
                text.Append(Ellipsis).Append(innermost ? " " : options.NewLine);
                k = shape[depth] - trailing;
            }

            if (k > 0 && !innermost) text.Append(' ', depth + 1);
            AppendNested(text, depth + 1, start + (k * step), open, close, suffix, Shorter(between), indent);
            if (k < shape[depth] - 1) text.Append(innermost ? ", " : between);
        }

        text.Append(close);
    }

    // NumPy puts one empty line more between the parts of each outer dimension.
    private string Shorter(string between) =>
        between.Length > options.NewLine.Length && between[0] != ',' ? between[options.NewLine.Length..] : between;
}
