using System;
using System.Collections.Generic;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Weights;

/// <summary>
/// Which mismatches a load tolerates. By default none: every tensor of the network is in the file and the other way round, in the same
/// shape and type.
/// </summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Whether a name that is missing, unexpected or of another shape or type is an error. Where it is not, what fits is loaded, and
    /// <see cref="LoadResult"/> lists the rest; a file of which nothing fits is still an error.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>
    /// The entry of a PyTorch checkpoint that holds the state dict, or the path to it, such as <c>checkpoint.model</c>; null to find it.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// Prefixes to take off the file's names, such as <c>module.</c> of DataParallel and <c>model.</c> of Lightning, one after the other.
    /// </summary>
    public IReadOnlyList<string> StripPrefixes { get; init; } = [];

    /// <summary>
    /// Modules or tensors that the file calls otherwise, from its path (without the prefixes) to the network's: with <c>["head"] =
    /// "fc"</c>, <c>head.weight</c> is read as <c>fc.weight</c>. Of several paths that cover a name, the longest counts.
    /// </summary>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The layout of the file's names, such as <c>timm</c>, where it is not torchvision's; docs/weights.md lists each family's. Null stands
    /// for torchvision's.
    /// </summary>
    public string? Layout { get; init; }

    /// <summary>The network's family, whose layouts count; null for a network of none.</summary>
    internal Family? Family { get; init; }

    /// <summary>Whether elements may be of another type than the network's, as in half-precision files; they are converted.</summary>
    public bool ConvertTypes { get; init; }

    /// <summary>
    /// Whether a first convolution for images of three channels fits a network for others: for one channel its weights are summed over the
    /// colours; for others they are repeated and scaled, so that the sums keep their size (as timm does).
    /// </summary>
    public bool AdaptInputChannels { get; init; }

    /// <summary>
    /// Whether a vision transformer's position embedding for images of another size fits: each position's vector is interpolated between
    /// those around it, as torchvision's <c>interpolate_embeddings</c> does; the class token's stays.
    /// </summary>
    public bool ResamplePositionEmbedding { get; init; }

    /// <summary>
    /// Modules or tensors to leave as they are, by path: <c>classifier.6</c> covers <c>classifier.6.weight</c> and
    /// <c>classifier.6.bias</c>. They may be missing in the file or differ: this loads all but a head. A path may also name what only the
    /// file has, which is then skipped.
    /// </summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}
