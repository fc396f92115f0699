using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averages [N, C, D, H, W] over windows chosen so that the spatial size becomes <see cref="output_size"/>.</summary>
public sealed partial class AdaptiveAvgPool3d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool3d(long[] output_size) : base(nameof(AdaptiveAvgPool3d)) => this.output_size = output_size;

    /// <summary>The spatial sizes of the result.</summary>
    public long[] output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool3d(input, output_size);
}
