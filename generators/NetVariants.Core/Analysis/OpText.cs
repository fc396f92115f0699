using System;
using System.Globalization;
using System.Text;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>Layers and shapes in words, for tables, documentation and messages; independent of culture.</summary>
public static class OpText
{
    // Channels, sides and places come again and again: their texts are made once.
    private const int SmallNumbers = 1025;

    private static readonly string?[] s_small = new string?[SmallNumbers];

    [ThreadStatic]
    private static StringBuilder? t_text;

    /// <summary>A layer: <c>Conv2d 64→128, 3×3, stride 2, padding 1</c>.</summary>
    /// <param name="op">The layer.</param>
    /// <param name="parameters">The parameters of the block in which it stands.</param>
    public static string Describe(Op op, EquatableArray<BlockParameter> parameters = default)
    {
        var text = Begin();
        switch (op)
        {
            case Op.Conv2d conv:
                text.Append("Conv2d ").Append(Of(conv.In)).Append('→').Append(Of(conv.Out));
                text.Append(", ").Append(Plain(conv.Kernel)).Append('×').Append(Plain(conv.Kernel));
                Unless(1, "stride", conv.Stride);
                Unless(0, "padding", conv.Padding);
                Unless(1, "dilation", conv.Dilation);
                Unless(1, "groups", conv.Groups);
                break;
            case Op.BatchNorm2d norm:
                text.Append("BatchNorm2d ").Append(Of(norm.Features));
                break;
            case Op.Linear linear:
                text.Append("Linear ").Append(Of(linear.In)).Append('→').Append(Of(linear.Out));
                break;
            case Op.Dropout dropout:
                text.Append("Dropout ").Append(dropout.P.ToString("R", CultureInfo.InvariantCulture));
                break;
            case Op.MaxPool2d pool:
                text.Append("MaxPool2d ").Append(Plain(pool.Kernel)).Append('×').Append(Plain(pool.Kernel));
                text.Append(", stride ").Append(Plain(pool.Stride));
                Unless(0, "padding", pool.Padding);
                break;
            case Op.AvgPool2d pool:
                text.Append("AvgPool2d ").Append(Plain(pool.Kernel)).Append('×').Append(Plain(pool.Kernel));
                break;
            case Op.AdaptiveAvgPool2d pool:
                text.Append("AdaptiveAvgPool2d ").Append(Plain(pool.Side)).Append('×').Append(Plain(pool.Side));
                break;
            default:
                text.Append(op.GetType().Name);
                break;
        }

        return text.ToString();

        string Of(Dim dim) => dim.IsParameter ? parameters[(int)dim.Value].Name : Plain(dim.Value);

        void Unless(long usual, string label, Dim dim)
        {
            if (dim.Is(usual))
                return;
            text.Append(", ").Append(label);
            if (Of(dim) is var value && value != label)
                text.Append(' ').Append(value);
        }
    }

    /// <summary>The shape of a batch's activation: <c>[N, 64, 56, 56]</c>.</summary>
    public static string Describe(TensorShape shape)
    {
        var text = Begin().Append("[N, ").Append(Plain(shape.Channels));
        if (!shape.IsFlat)
            text.Append(", ").Append(Plain(shape.Side)).Append(", ").Append(Plain(shape.Side));
        return text.Append(']').ToString();
    }

    /// <summary>A number with separators: <c>11,689,512</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number as in code: <c>11689512</c>.</summary>
    public static string Plain(long number) => number is >= 0 and < SmallNumbers
        ? s_small[number] ??= number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Empty memory for a text, which the thread keeps for the next one.</summary>
    private static StringBuilder Begin() => (t_text ??= new StringBuilder()).Clear();
}
