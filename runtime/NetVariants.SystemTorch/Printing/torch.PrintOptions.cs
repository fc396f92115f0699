using System;

namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device alone.</summary>
    Metadata = 0,

    /// <summary>Matrices with aligned columns.</summary>
    Julia = 1,

    /// <summary>Nested brackets.</summary>
    Numpy = 2,

    /// <summary>A C# array's initializer.</summary>
    CSharp = 3,

    /// <summary>As <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle printStyle = TensorStringStyle.Julia;
    private static string printFormat = "g5";
    private static string printNewLine = Environment.NewLine;
    private static int printWidth = 100;
    private static int printMaxRows = 6;
    private static int printMaxColumns = 6;

    /// <summary>The style of tensors for which none is said.</summary>
    /// <exception cref="ArgumentException">It is set to <see cref="TensorStringStyle.Default"/>.</exception>
    public static TensorStringStyle TensorStringStyle
    {
        get => printStyle;
        set
        {
            if (value == TensorStringStyle.Default) throw new ArgumentException("The style cannot be set to 'Default'");
            printStyle = value;
        }
    }

    /// <summary>Sets how tensors are written; null keeps a setting.</summary>
    public static void set_printoptions(
        TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null,
        int? maxRows = null, int? maxColumns = null)
    {
        printStyle = style ?? printStyle;
        printFormat = floatFormat ?? printFormat;
        printWidth = linewidth ?? printWidth;
        printNewLine = newLine ?? printNewLine;
        printMaxRows = maxRows ?? printMaxRows;
        printMaxColumns = maxColumns ?? printMaxColumns;
    }

    /// <param name="precision">Digits after the point.</param>
    /// <param name="linewidth">The longest line.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="sci_mode">Whether to use exponents.</param>
    /// <param name="maxRows">The rows that are not shortened.</param>
    /// <param name="maxColumns">The columns that are not shortened.</param>
    public static void set_printoptions(
        int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, sci_mode ? $"E{precision}" : $"F{precision}", linewidth, newLine, maxRows, maxColumns);
}
