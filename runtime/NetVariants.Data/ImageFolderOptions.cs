using System;
using System.Collections.Generic;
using NetVariants.Data.Codecs;

namespace NetVariants.Data;

/// <summary>How folders of images are read.</summary>
public sealed record ImageFolderOptions
{
    private static readonly Normalization s_half1 = new([0.5], [0.5]), s_half3 = new([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);

    /// <summary>How the training images become inputs: the article's random crops of 224 pixels and flips.</summary>
    public ImageTransform Training { get; init; } = new TrainingTransform();

    /// <summary>How validation and test images become inputs: the article's 256 pixels and middle of 224.</summary>
    public ImageTransform Evaluation { get; init; } = new EvaluationTransform();

    /// <summary>How pixels become the network's input: the article's mean and standard deviation of 0.5 for each channel.</summary>
    public Normalization Normalization { get => field ?? (Grayscale ? s_half1 : s_half3); init; }

    /// <summary>Whether images have one channel, as PIL's <c>convert("L")</c> and torchvision's <c>Grayscale</c> give.</summary>
    public bool Grayscale { get; init; }

    /// <summary>
    /// The share of each training class, from 0 (none) to below 1, that is held back where a data set lacks <c>val</c> or <c>test</c>: the
    /// same images every time.
    /// </summary>
    public double HoldOut
    {
        get;
        init =>
            field = value is >= 0 and < 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "HoldOut has to be at least 0 and below 1.");
    }

    /// <summary>
    /// Told what a folder has that is not read, and what stands in for what it lacks. Standard error by default; null for nothing.
    /// </summary>
    public Action<string>? Warn { get; init; } = static message => Console.Error.WriteLine(message);

    /// <summary>
    /// What is done about files that cannot be decoded. Where they are not fatal, <see cref="ImageFolder.Damaged"/> names them.
    /// </summary>
    public OnCorruptImage Damaged { get; init; } = OnCorruptImage.Fail;

    /// <summary>Whether images are turned upright by their EXIF orientation. PIL and torchvision do not.</summary>
    public bool ApplyOrientation { get; init; }

    /// <summary>
    /// Whether a JPEG that is made smaller by eight or more along each side is halved or quartered as it is decoded (libjpeg's scaled
    /// decoding): some pixels differ from PIL's by a few grey levels, by less than one on average. Smaller reductions are exact either way.
    /// </summary>
    public bool ScaledDecoding { get; init; } = true;

    /// <summary>The most pixels that an image may have: a small file may claim to be larger than memory.</summary>
    public long MaxPixels
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxPixels has to be 1 or more.");
    } = 100_000_000;

    /// <summary>
    /// Other names of class folders: from the name that a folder has to the class that it is, as <c>cassetePlayer</c> to
    /// <c>cassettePlayer</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClassNames { get; init; } = new Dictionary<string, string>();

    /// <summary>What of these options a decoder follows.</summary>
    internal DecodeOptions Decoding => new(Grayscale, ApplyOrientation, MaxPixels);

    /// <summary>The channels of the images.</summary>
    /// <param name="parameter">The caller's parameter that these options are.</param>
    /// <exception cref="ArgumentException">The normalization has another number of channels.</exception>
    internal int ChannelsOf(string parameter)
    {
        var channels = Grayscale ? 1 : 3;
        return Normalization.Mean.Count == channels ? channels : throw new ArgumentException(
            $"Images of {channels} channels need a Normalization of as many, not of {Normalization.Mean.Count} (Grayscale is "
                + $"{Grayscale}).", parameter);
    }
}
