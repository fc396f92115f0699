using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The maxima of [N, C, D, H, W] over windows chosen so that the spatial size becomes <see cref="output_size"/>.</summary>
public sealed partial class AdaptiveMaxPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveMaxPool3d(long[] output_size) : base(nameof(AdaptiveMaxPool3d)) => this.output_size = output_size;

    /// <summary>The spatial sizes of the result.</summary>
    public long[] output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool3d(input, output_size);

    /// <summary>The maxima, and where in the input each was found.</summary>
    public (Tensor output, Tensor indices) forward_with_indices(Tensor input) => nn.functional.adaptive_max_pool3d_with_indices(input, output_size);
}
