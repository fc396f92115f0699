using System.Collections.Generic;

namespace NetVariants.Weights;

/// <summary>What a load forgives. By default nothing: every tensor of the network is in the file and the other way round, in the same shape and type.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Whether a name that is missing, unexpected or of another shape is an error. Where it is not, what fits is loaded, and
    /// <see cref="LoadResult"/> tells the rest.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>The entry of a PyTorch checkpoint that holds the state dict; null to find it.</summary>
    public string? Key { get; init; }

    /// <summary>Beginnings that are taken off the file's names, such as <c>module.</c> of DataParallel and <c>model.</c> of Lightning.</summary>
    public IReadOnlyList<string> StripPrefixes { get; init; } = [];

    /// <summary>Whether names as <c>norm.1</c>, which DenseNets had before torchvision 0.2, are read as <c>norm1</c>.</summary>
    public bool LegacyDenseNetNames { get; init; }

    /// <summary>Whether elements may be of another type than the network's, as in half-precision files; they are converted.</summary>
    public bool ConvertTypes { get; init; }

    /// <summary>
    /// Whether a first convolution for images of three channels fits a network for others: for one channel its weights are summed over the colours; for
    /// others they are repeated and scaled, so that the sums keep their size (as timm does).
    /// </summary>
    public bool AdaptInputChannels { get; init; }

    /// <summary>
    /// Modules or tensors to leave as they are, by path: <c>classifier.6</c> covers <c>classifier.6.weight</c> and <c>classifier.6.bias</c>. They may be
    /// missing in the file or differ: this loads all but a head.
    /// </summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}
