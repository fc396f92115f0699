using System;
using NetVariants.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Modules.Loading;

/// <summary>Fits a vision transformer's vectors of positions <c>[1, 1 + side², channels]</c> to images of another size.</summary>
internal static class PositionEmbedding
{
    private const string Name = "pos_embedding";

    /// <summary>Whether the file's tensor and the network's have a token's vector and those of square grids, of two sizes.</summary>
    public static bool CanResample(WeightEntry inFile, WeightEntry inNetwork) =>
        inNetwork.Name.EndsWith(Name, StringComparison.Ordinal)
        && inFile.Shape is [1, var theirs, var channels] && inNetwork.Shape is [1, var ours, var expected]
        && channels == expected && theirs != ours && Side(theirs) > 0 && Side(ours) > 0;

    /// <summary>The vectors of a grid of other positions: bicubic between the old ones, the corners on each other.</summary>
    /// <param name="embedding">The vectors.</param>
    /// <param name="length">How many there are to be, with the token's.</param>
    public static Tensor Resample(Tensor embedding, long length)
    {
        long before = Side(embedding.shape[1]), after = Side(length);
        // Half precision is not interpolated everywhere.
        var values = embedding.to(embedding.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32);
        var map = values.slice(1, 1, embedding.shape[1], 1).permute(0, 2, 1).reshape(1, -1, before, before);
        var resampled = nn.functional.interpolate(map, [after, after], mode: InterpolationMode.Bicubic, align_corners: true);
        return cat([values.slice(1, 0, 1, 1), resampled.flatten(2).permute(0, 2, 1)], 1);
    }

    /// <summary>The side of the grid beside one token; 0 where there is none.</summary>
    private static long Side(long length)
    {
        var side = (long)Math.Round(Math.Sqrt(length - 1));
        return side > 0 && (side * side) + 1 == length ? side : 0;
    }
}
