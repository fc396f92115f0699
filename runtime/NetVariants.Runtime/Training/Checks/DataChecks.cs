using System;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Training.Checks;

/// <summary>Finds in images, before anything is computed, what would make a result meaningless.</summary>
internal static class DataChecks
{
    /// <summary>Checks the parts of a training: what is learnt from the first has to mean the same in the others.</summary>
    public static void Check(IImageSource train, IImageSource validation, IImageSource? test)
    {
        Check(train, nameof(train));
        CheckOther(train, validation, nameof(validation));
        if (test is not null)
            CheckOther(train, test, nameof(test));
    }

    /// <summary>Checks that there are images and that every label is that of a class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no images.</exception>
    /// <exception cref="ArgumentException">A label names no class.</exception>
    public static void Check(IImageSource images, string part)
    {
        if (images.Count == 0)
            throw new ArgumentOutOfRangeException(part, images.Count, $"There are no {(part == "images" ? "" : part + " ")}images.");
        for (int i = 0; i < images.Count; i++)
        {
            int label = images.LabelOf(i);
            if ((uint)label >= (uint)images.Classes.Count)
                throw new ArgumentException($"The label of {part} image {i} is {label}, but there are {images.Classes.Count} classes, counted from 0.", part);
        }
    }

    private static void CheckOther(IImageSource train, IImageSource other, string part)
    {
        Check(other, part);
        if (!other.Classes.SequenceEqual(train.Classes, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The {part} images have the {other.Classes.Count} classes {Names(other)}, the training images the {train.Classes.Count} classes {Names(train)}: "
                    + "a label has to mean the same class in each part, so give both the same classes in the same order.",
                part);
        }

        if (!other.Normalization.Mean.SequenceEqual(train.Normalization.Mean) || !other.Normalization.Deviation.SequenceEqual(train.Normalization.Deviation))
            throw new ArgumentException($"The {part} images are normalized by other means or deviations than the training images: use those of the training for all parts.", part);
    }

    private static string Names(IImageSource images) => $"'{string.Join("', '", images.Classes.Take(5))}'{(images.Classes.Count > 5 ? ", …" : "")}";
}
