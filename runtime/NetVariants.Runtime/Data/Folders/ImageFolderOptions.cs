using System;
using System.Collections.Generic;

namespace NetVariants.Data;

/// <summary>How folders of images are read.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>How the training images become inputs: the article's random crops of 224 pixels and flips.</summary>
    public ImageTransform Training { get; init; } = new TrainingTransform();

    /// <summary>How validation and test images become inputs: the article's 256 pixels and middle of 224.</summary>
    public ImageTransform Evaluation { get; init; } = new EvaluationTransform();

    /// <summary>How pixels become the network's input: the article's mean and deviation of 0.5.</summary>
    public Normalization Normalization { get; init; } = new([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);

    /// <summary>
    /// Whether an image that cannot be decoded ends the reading. Otherwise the next whole one of its class takes its place, and it is named in
    /// <see cref="ImageFolder.Damaged"/>.
    /// </summary>
    public bool FailOnDamaged { get; init; } = true;

    /// <summary>Whether pictures are turned upright by their EXIF orientation. PIL and torchvision do not.</summary>
    public bool ApplyOrientation { get; init; }

    /// <summary>The most pixels that a picture may have: a small file may claim to be larger than memory.</summary>
    public long MaxPixels { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxPixels has to be 1 or more."); } = 100_000_000;

    /// <summary>Other names of class folders: from the name that a folder has to the class that it is, as <c>cassetePlayer</c> to <c>cassettePlayer</c>.</summary>
    public IReadOnlyDictionary<string, string> ClassNames { get; init; } = new Dictionary<string, string>();
}
