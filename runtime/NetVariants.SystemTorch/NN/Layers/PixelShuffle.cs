using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Moves channels into space: [N, C · r², H, W] becomes [N, C, H · r, W · r], with r the <see cref="upscale_factor"/>.</summary>
public sealed partial class PixelShuffle : ParameterLessModule<Tensor, Tensor>
{
    internal PixelShuffle(long upscale_factor) : base(nameof(PixelShuffle)) => this.upscale_factor = upscale_factor;

    /// <summary>How many times larger the image becomes in each direction.</summary>
    public long upscale_factor { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pixel_shuffle(input, upscale_factor);
}
