using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Training.Checkpoints;

/// <summary>What of a data set has to be the same for a training to resume.</summary>
internal sealed record DataFingerprint(int TrainImages, int ValidationImages, ImageShape Shape, IReadOnlyList<string> Classes)
{
    /// <summary>Labels and, where the source gives them, contents; null in files of earlier versions.</summary>
    public string? TrainContent { get; init; }

    public string? ValidationContent { get; init; }

    /// <summary>Means and deviations; null in files of earlier versions.</summary>
    public IReadOnlyList<double>? Normalization { get; init; }

    /// <summary>What was tested on, where the result of a test is kept.</summary>
    public string? TestContent { get; init; }

    public static DataFingerprint Compute(IImageSource train, IImageSource validation, IImageSource? test = null) =>
        new(train.Count, validation.Count, train.Shape, train.Classes)
        {
            TrainContent = ContentOf(train),
            ValidationContent = ContentOf(validation),
            TestContent = test is null ? null : ContentOf(test),
            Normalization = [.. train.Normalization.Mean, .. train.Normalization.Std],
        };

    /// <summary>What differs, in words; null where nothing does.</summary>
    public string? DifferenceTo(DataFingerprint other) =>
        TrainImages != other.TrainImages ? $"it has {TrainImages} training images, and these are {other.TrainImages}"
        : ValidationImages != other.ValidationImages ? $"it has {ValidationImages} validation images, and these are "
            + $"{other.ValidationImages}"
        : Shape != other.Shape ? $"its images are {Shape}, and these {other.Shape}"
        : !Classes.SequenceEqual(other.Classes) ? ClassDifference(Classes, other.Classes)
        : Normalization is not null && other.Normalization is not null && !Normalization.SequenceEqual(other.Normalization)
            ? "its images were normalized by other means or deviations"
        : Differ(TrainContent, other.TrainContent) ? "the training images, their labels or how they are prepared have changed"
        : Differ(ValidationContent, other.ValidationContent) ? "the validation images, their labels or how they are prepared have changed"
        : Differ(TestContent, other.TestContent) ? "the test images, their labels or how they are prepared have changed"
        : null;

    private static string ClassDifference(IReadOnlyList<string> saved, IReadOnlyList<string> present)
    {
        if (saved.Count != present.Count)
            return $"it has {saved.Count} classes, and these are {present.Count}";
        var i = saved.Zip(present).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"its class {i} is '{saved[i]}', and here '{present[i]}'";
    }

    private static bool Differ(string? saved, string? present) => saved is not null && present is not null && saved != present;

    private static string ContentOf(IImageSource images)
    {
        var hash = new ContentHash();
        for (var i = 0; i < images.Count; i++)
            hash.Add(images.LabelOf(i));
        hash.Add(images.Fingerprint ?? "");
        return hash.ToString();
    }
}
