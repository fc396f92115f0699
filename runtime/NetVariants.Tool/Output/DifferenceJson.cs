using System.Collections.Generic;
using NetVariants.Reports;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Output;

/// <summary>What <c>diff</c> prints; counts are the second network's less the first one's.</summary>
internal sealed record DifferenceJson(
    string From,
    string To,
    IReadOnlyList<OptionChange> Options,
    long ParameterCount,
    long Macs,
    int LayerCount,
    long ActivationBytes,
    int Tensors,
    int FittingTensors,
    double FittingShare,
    string Text)
{
    /// <summary>Describes a difference.</summary>
    public static DifferenceJson Create(VariantInfo from, VariantInfo to, VariantDifference difference) => new(
        from.Declaration,
        to.Declaration,
        difference.Options,
        difference.Parameters,
        difference.Macs,
        difference.Layers,
        difference.ActivationBytes,
        difference.Tensors,
        difference.FittingTensors,
        difference.FittingShare,
        difference.Text);
}

/// <summary>What a verb prints that needs networks and found errors instead.</summary>
internal sealed record FindingsJson(IReadOnlyList<Finding> Findings);

/// <summary>What <c>draw</c> prints.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Width">The drawing's width in pixels.</param>
/// <param name="Height">Its height.</param>
/// <param name="File">The file that holds it; null where it is not written to one.</param>
/// <param name="Svg">The drawing, where it is not written to a file.</param>
internal sealed record DrawingJson(string Name, int Width, int Height, string? File, string? Svg);
