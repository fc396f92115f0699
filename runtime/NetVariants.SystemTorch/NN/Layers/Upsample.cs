using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Enlarges or shrinks [N, C, L], [N, C, H, W] or [N, C, D, H, W] in its spatial dimensions.</summary>
public sealed partial class Upsample : ParameterLessModule<Tensor, Tensor>
{
    private readonly long[]? _size;
    private readonly double[]? _scaleFactor;

    internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
        : base(nameof(Upsample))
    {
        _size = size;
        _scaleFactor = scale_factor;
        this.mode = mode;
        this.align_corners = align_corners;
        this.recompute_scale_factor = recompute_scale_factor;
    }

    /// <summary>The spatial sizes of the result; empty where <see cref="scale_factor"/> gives them.</summary>
    public ReadOnlySpan<long> size => _size;

    /// <summary>The result's sizes as multiples of the input's; empty where <see cref="size"/> gives them.</summary>
    public ReadOnlySpan<double> scale_factor => _scaleFactor;

    /// <summary>How elements between the input's are computed.</summary>
    public UpsampleMode mode { get; }

    /// <summary>Whether the corner elements' centres coincide; for the linear and cubic modes.</summary>
    public bool? align_corners { get; }

    /// <summary>Whether the factor is computed again from the rounded sizes.</summary>
    public bool? recompute_scale_factor { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
        => nn.functional.interpolate(input, _size, _scaleFactor, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
}
