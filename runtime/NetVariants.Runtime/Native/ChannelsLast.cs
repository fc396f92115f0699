using static TorchSharp.torch;

namespace NetVariants.Native;

/// <summary>Lays images out in channels_last with TorchSharp's operations alone.</summary>
internal static class ChannelsLast
{
    /// <summary>Images <c>[N, C, H, W]</c> whose channels lie side by side.</summary>
    public static Tensor Lay(Tensor images)
    {
        // A single channel lies in both orders at once, and libtorch takes the strides' word for which is meant.
        if (images.shape is [_, 1, var height, var width])
        {
            using var dense = images.contiguous();
            return dense.as_strided(images.shape, [height * width, 1, width, 1]);
        }

        using var pixels = images.permute(0, 2, 3, 1);
        using var packed = pixels.contiguous();
        return packed.permute(0, 3, 1, 2);
    }
}
