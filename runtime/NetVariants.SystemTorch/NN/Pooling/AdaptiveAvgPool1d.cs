using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averages [N, C, L] over windows chosen so that the spatial size becomes <see cref="output_size"/>.</summary>
public sealed partial class AdaptiveAvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool1d(long output_size) : base(nameof(AdaptiveAvgPool1d)) => this.output_size = output_size;

    /// <summary>The spatial size of the result.</summary>
    public long output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool1d(input, output_size);
}
