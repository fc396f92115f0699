using System;
using NetVariants.Data;

namespace NetVariantsApp;

/// <summary>Drawn images of circles, squares and triangles in random colours and places: data for a first training.</summary>
internal static class Shapes
{
    private const int Channels = 3;

    private static readonly string[] s_classes = ["circle", "square", "triangle"];

    public static DataSplits Draw(int side, int train, int validation, int test) =>
        new("shapes", Part(side, train, seed: 1), Part(side, validation, seed: 2), Part(side, test, seed: 3));

    private static MemoryImages Part(int side, int count, int seed)
    {
        var random = new Random(seed);
        var shape = new ImageShape(Channels, side, side);
        var pixels = new byte[count * shape.Bytes];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % s_classes.Length);
            Draw(pixels.AsSpan(i * shape.Bytes, shape.Bytes), side, labels[i], random);
        }

        return new MemoryImages(pixels, labels, shape, s_classes, new Normalization([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]));
    }

    private static void Draw(Span<byte> image, int side, int label, Random random)
    {
        random.NextBytes(image);
        var radius = side * (0.15 + (0.2 * random.NextDouble()));
        var room = side - (2 * radius);
        var (centreX, centreY) = (radius + (random.NextDouble() * room), radius + (random.NextDouble() * room));
        Span<byte> colour = stackalloc byte[Channels];
        random.NextBytes(colour);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (dx, dy) = ((x - centreX) / radius, (y - centreY) / radius);
                var isInside = label switch
                {
                    0 => (dx * dx) + (dy * dy) <= 1,
                    1 => Math.Abs(dx) <= 0.8 && Math.Abs(dy) <= 0.8,
                    _ => dy is >= -1 and <= 1 && Math.Abs(dx) <= (dy + 1) / 2,
                };
                for (var channel = 0; channel < Channels; channel++)
                {
                    // Quiet noise everywhere, the colour within.
                    ref var value = ref image[(((channel * side) + y) * side) + x];
                    value = (byte)((value / 4) + (isInside ? colour[channel] * 3 / 4 : 0));
                }
            }
        }
    }
}
