using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The maxima of [N, C, L] over windows chosen so that the spatial size becomes <see cref="output_size"/>.</summary>
public sealed partial class AdaptiveMaxPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveMaxPool1d(long output_size) : base(nameof(AdaptiveMaxPool1d)) => this.output_size = output_size;

    /// <summary>The spatial size of the result.</summary>
    public long output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool1d(input, output_size);

    /// <summary>The maxima, and where in the input each was found.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => nn.functional.adaptive_max_pool1d_with_indices(input, output_size);
}
