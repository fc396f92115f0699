using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Weights.Loading;

/// <summary>
/// Fits a vision transformer's vectors of positions <c>[1, tokens + side², channels]</c> to images of another size.
/// </summary>
internal static class PositionEmbedding
{
    private const string Name = "pos_embedding";
    private const string Registers = "reg_token";

    /// <summary>The tokens of a network's state that belong to no patch: the class token and the registers.</summary>
    public static long TokensOf(IEnumerable<(string Name, Tensor Tensor)> state) =>
        1 + state.Where(entry => entry.Name == Registers && entry.Tensor.dim() == 3).Sum(entry => entry.Tensor.shape[1]);

    /// <summary>Whether the file's tensor and the network's have these tokens' vectors and those of square grids, of two sizes.</summary>
    public static bool CanResample(WeightEntry inFile, WeightEntry inNetwork, long tokens) =>
        inNetwork.Name.EndsWith(Name, StringComparison.Ordinal)
        && inFile.Shape is [1, var theirs, var channels] && inNetwork.Shape is [1, var ours, var expected]
        && channels == expected && theirs != ours && Side(theirs - tokens) > 0 && Side(ours - tokens) > 0;

    /// <summary>The vectors of a grid of other positions: bicubic between the old ones, the corners on each other.</summary>
    /// <param name="embedding">The vectors.</param>
    /// <param name="length">How many there are to be, with the tokens'.</param>
    /// <param name="tokens">The tokens that belong to no patch.</param>
    public static Tensor Resample(Tensor embedding, long length, long tokens)
    {
        long before = Side(embedding.shape[1] - tokens), after = Side(length - tokens);
        // Half precision is not interpolated everywhere.
        var values = embedding.to(embedding.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32);
        var map = values.slice(1, tokens, embedding.shape[1], 1).permute(0, 2, 1).reshape(1, -1, before, before);
        var resampled = nn.functional.interpolate(map, [after, after], mode: InterpolationMode.Bicubic, align_corners: true);
        return cat([values.slice(1, 0, tokens, 1), resampled.flatten(2).permute(0, 2, 1)], 1);
    }

    /// <summary>The side of a square grid; 0 where there is none.</summary>
    private static long Side(long patches)
    {
        var side = (long)Math.Round(Math.Sqrt(Math.Max(0, patches)));
        return side * side == patches ? side : 0;
    }
}
