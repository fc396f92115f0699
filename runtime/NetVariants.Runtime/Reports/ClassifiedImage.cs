using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Reports;

/// <summary>An image with the class that it has and the class that a network took it for.</summary>
/// <param name="Jpeg">The image, a JPEG file's bytes.</param>
/// <param name="Truth">The name of its class.</param>
/// <param name="Predicted">The name of the class that the network finds most probable.</param>
/// <param name="Probability">How probable the network finds that class, 0 to 1.</param>
public sealed record ClassifiedImage(ReadOnlyMemory<byte> Jpeg, string Truth, string Predicted, double Probability)
{
    /// <summary>Whether the network is right.</summary>
    public bool IsRight => Truth == Predicted;

    /// <summary>Chooses images to show, from each class in turn.</summary>
    /// <param name="images">Where they are.</param>
    /// <param name="count">How many to choose; all where there are fewer.</param>
    /// <returns>Their indices.</returns>
    public static IReadOnlyList<int> Choose(IImageSource images, int count) =>
    [
        .. Enumerable.Range(0, images.Count)
            .GroupBy(images.LabelOf)
            .SelectMany(group => group.Select((index, place) => (index, place)))
            .OrderBy(pair => pair.place)
            .Select(pair => pair.index)
            .Take(count),
    ];

    /// <summary>Classifies the images of a batch.</summary>
    /// <exception cref="NetworkMismatchException">The network cannot take the images.</exception>
    public static IReadOnlyList<ClassifiedImage> Classify(IClassifier classifier, PixelBatch batch)
    {
        var guesses = classifier.Classify(batch);
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(
                i => new ClassifiedImage(
                    Encode(batch, i), classifier.Classes[(int)batch.Labels[i]], guesses[i][0].Name, guesses[i][0].Probability)),
        ];
    }

    /// <summary>An image of a batch as a JPEG file; of channels that are not colours, the first.</summary>
    private static byte[] Encode(PixelBatch batch, int index)
    {
        var size = batch.Shape.Height * batch.Shape.Width;
        var planes = batch.Pixels.Slice(index * batch.Shape.Bytes, batch.Shape.Bytes);
        if (batch.Shape.Channels != 3)
            return JpegFile.Encode(planes[..size], batch.Shape.Width, batch.Shape.Height);
        var pixels = new byte[3 * size];
        for (var i = 0; i < size; i++)
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (planes[i], planes[size + i], planes[(2 * size) + i]);
        return JpegFile.Encode(pixels, batch.Shape.Width, batch.Shape.Height);
    }
}
