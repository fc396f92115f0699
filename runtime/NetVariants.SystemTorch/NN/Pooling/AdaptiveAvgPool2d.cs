using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averages [N, C, H, W] over windows chosen so that the spatial size becomes <see cref="output_size"/>.</summary>
public sealed partial class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool2d(long[] output_size) : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

    /// <summary>The spatial sizes of the result.</summary>
    public long[] output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, output_size);
}
