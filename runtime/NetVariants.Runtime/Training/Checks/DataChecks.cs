using System;
using System.Linq;
using NetVariants.Data;
using NetVariants.Training.Tasks;

namespace NetVariants.Training.Checks;

/// <summary>Finds in images, before anything is computed, what would make a result meaningless.</summary>
internal static class DataChecks
{
    /// <summary>Checks the parts of a training: what is learnt from the first has to mean the same in the others.</summary>
    /// <exception cref="InvalidOperationException">There is one class alone.</exception>
    public static void Check(ClassificationTask task, IImageSource train, IImageSource validation, IImageSource? test)
    {
        if (train.Classes is [var only])
        {
            throw new InvalidOperationException(
                $"There is one class, {only}: a network learns to tell two or more apart. A folder of images "
                    + "has one folder for each class.");
        }

        Check(task, train, nameof(train));
        CheckOther(task, train, validation, nameof(validation));
        if (test is not null)
            CheckOther(task, train, test, nameof(test));
    }

    /// <summary>Checks that there are images and that their labels are the task's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no images.</exception>
    /// <exception cref="ArgumentException">A label names no class, or the classes are others.</exception>
    public static void Check(ClassificationTask task, IImageSource images, string part)
    {
        if (images.Count == 0)
            throw new ArgumentOutOfRangeException(part, images.Count, $"There are no {(part == "images" ? "" : part + " ")}images.");
        task.CheckLabels(images, part);
    }

    private static void CheckOther(ClassificationTask task, IImageSource train, IImageSource other, string part)
    {
        Check(task, other, part);
        if (!other.Normalization.Mean.SequenceEqual(train.Normalization.Mean)
            || !other.Normalization.Std.SequenceEqual(train.Normalization.Std))
        {
            throw new ArgumentException(
                $"The {part} images are normalized by other means or deviations than the training images: "
                    + "use those of the training for all parts.",
                part);
        }
    }
}
