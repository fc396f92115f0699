using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Weights.Loading;

/// <summary>Fits a first convolution's weights <c>[out, in, k, k]</c> to images of other channels.</summary>
internal static class InputChannels
{
    /// <summary>Whether the file's tensor is a first convolution for three channels, and the network's one for others.</summary>
    public static bool CanAdapt(WeightEntry inFile, WeightEntry inNetwork, bool isFirst) =>
        isFirst && inFile.Shape is [_, 3, _, _] && inNetwork.Shape.Count == 4
        && inFile.Shape.Where((_, dimension) => dimension != 1).SequenceEqual(inNetwork.Shape.Where((_, dimension) => dimension != 1));

    /// <summary>The weights for <paramref name="channels"/> channels.</summary>
    public static Tensor Adapt(Tensor weight, long channels)
    {
        if (channels == 1)
            return weight.sum(1, keepdim: true);
        var copies = (channels + 2) / 3;
        return weight.repeat([1, copies, 1, 1]).narrow(1, 0, channels).mul(3.0 / channels);
    }

    /// <summary>The name of the network's first convolution: its first tensor of four dimensions.</summary>
    public static string? First(IEnumerable<WeightEntry> entries) => entries.FirstOrDefault(entry => entry.Shape.Count == 4)?.Name;
}
