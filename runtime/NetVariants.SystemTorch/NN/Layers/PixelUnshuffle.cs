using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Moves space into channels: [N, C, H · r, W · r] becomes [N, C · r², H, W], with r the <see cref="downscale_factor"/>.</summary>
public sealed partial class PixelUnshuffle : ParameterLessModule<Tensor, Tensor>
{
    internal PixelUnshuffle(long downscale_factor) : base(nameof(PixelUnshuffle)) => this.downscale_factor = downscale_factor;

    /// <summary>How many times smaller the image becomes in each direction.</summary>
    public long downscale_factor { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pixel_unshuffle(input, downscale_factor);
}
