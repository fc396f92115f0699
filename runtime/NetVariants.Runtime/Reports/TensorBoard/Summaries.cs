using System;
using System.Linq;
using Google.Protobuf;
using Tensorboard;
using static TorchSharp.torch;
using Messages = TorchSharp.torch.utils.tensorboard.Summary;

namespace NetVariants.Reports.TensorBoard;

/// <summary>Values of events.</summary>
internal static class Summaries
{
    // TensorFlow's buckets, which PyTorch's add_histogram has by default: zero, and each a tenth larger than the one before.
    private const double SmallestLimit = 1e-12;
    private const double Growth = 1.1;
    private const int Limits = 774;

    private const int Colors = 4;

    private static readonly double[] s_limits = LimitsOf([
        .. Enumerable.Range(0, Limits).Select(i => SmallestLimit * Math.Pow(Growth, i))
    ]);

    /// <summary>Numbers, each with its tag.</summary>
    public static Summary Scalars(params ReadOnlySpan<(string Tag, double Value)> values)
    {
        var summary = new Summary();
        foreach (var (tag, value) in values)
            summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });
        return summary;
    }

    /// <summary>An SVG, which TensorBoard shows as a browser does.</summary>
    public static Summary Image(string tag, int width, int height, string svg) => new()
    {
        Value =
        {
            new Summary.Types.Value
            {
                Tag = tag,
                Image = new Summary.Types.Image
                {
                    Width = width,
                    Height = height,
                    Colorspace = Colors,
                    EncodedImageString = ByteString.CopyFromUtf8(svg),
                },
            },
        },
    };

    /// <summary>A text in Markdown.</summary>
    public static Summary Text(string tag, string markdown) => Messages.text(tag, markdown);

    /// <summary>How the elements of a tensor are distributed.</summary>
    public static Summary Histogram(string tag, Tensor values)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return Messages.histogram(tag, values.detach(), tensor(s_limits));
    }

    private static double[] LimitsOf(double[] positive) => [.. positive.Reverse().Select(limit => -limit), 0, .. positive];
}
