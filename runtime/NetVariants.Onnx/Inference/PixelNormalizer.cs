using System;
using NetVariants.Data;

namespace NetVariants.Onnx.Inference;

/// <summary>
/// Turns bytes into a network's input, to the last bit as training does: divided by 255, less the mean, by the standard deviation, in 32
/// bits.
/// </summary>
internal sealed class PixelNormalizer
{
    private const int Bytes = 256;

    private readonly float[][] _tables;

    /// <summary>Computes every byte's value once for each channel.</summary>
    public PixelNormalizer(Normalization normalization)
    {
        _tables = new float[normalization.Mean.Count][];
        for (var channel = 0; channel < _tables.Length; channel++)
        {
            (var mean, var std) = ((float)normalization.Mean[channel], (float)normalization.Std[channel]);
            _tables[channel] = new float[Bytes];
            for (var pixel = 0; pixel < Bytes; pixel++)
                _tables[channel][pixel] = ((pixel / 255f) - mean) / std;
        }
    }

    /// <summary>Compares channels with those of the normalization; one for a single channel fits all.</summary>
    /// <exception cref="NetworkMismatchException">It has others.</exception>
    public void Check(ImageShape shape)
    {
        if (_tables.Length != 1 && _tables.Length != shape.Channels)
            throw new NetworkMismatchException(
                $"The normalization has {_tables.Length} means, and the images have {shape.Channels} channels: give one mean and one "
                + "standard deviation for each.");
    }

    /// <summary>Normalizes images <c>[N, C, H, W]</c>.</summary>
    public void Normalize(ReadOnlySpan<byte> pixels, ImageShape shape, Span<float> target)
    {
        var plane = shape.Height * shape.Width;
        for (int start = 0, channel = 0; start < pixels.Length; start += plane, channel = (channel + 1) % shape.Channels)
        {
            var table = _tables[Math.Min(channel, _tables.Length - 1)];
            var source = pixels.Slice(start, plane);
            var values = target.Slice(start, plane);
            for (var i = 0; i < source.Length; i++)
                values[i] = table[source[i]];
        }
    }
}
