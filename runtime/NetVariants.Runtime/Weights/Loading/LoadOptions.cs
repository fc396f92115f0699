using System;
using System.Collections.Generic;

namespace NetVariants.Weights;

/// <summary>Which mismatches a load tolerates. By default none: every tensor of the network is in the file and the other way round, in the same shape and type.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Whether a name that is missing, unexpected or of another shape or type is an error. Where it is not, what fits is loaded, and
    /// <see cref="LoadResult"/> tells the rest; a file of which nothing fits is an error all the same.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>The entry of a PyTorch checkpoint that holds the state dict, or the path to it, such as <c>checkpoint.model</c>; null to find it.</summary>
    public string? Key { get; init; }

    /// <summary>Prefixes to take off the file's names, such as <c>module.</c> of DataParallel and <c>model.</c> of Lightning, one after the other.</summary>
    public IReadOnlyList<string> StripPrefixes { get; init; } = [];

    /// <summary>
    /// Modules or tensors that the file calls otherwise, from its path (without the prefixes) to the network's: with <c>["head"] = "fc"</c>,
    /// <c>head.weight</c> is read as <c>fc.weight</c>. Of several paths that cover a name, the longest counts.
    /// </summary>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether names such as <c>norm.1</c>, which DenseNets had before torchvision 0.2, are read as <c>norm1</c>.</summary>
    public bool LegacyDenseNetNames { get; init; }

    /// <summary>
    /// Whether the classifier's names in timm's VGGs are read as torchvision's: <c>pre_logits.fc1</c> as <c>classifier.0</c>, <c>pre_logits.fc2</c> as
    /// <c>classifier.3</c>, <c>head.fc</c> as <c>classifier.6</c>. timm's first two are convolutions, whose weights hold the same numbers in the same order.
    /// </summary>
    public bool TimmVggNames { get; init; }

    /// <summary>
    /// Whether the names of Hugging Face transformers' ResNets are read as torchvision's: <c>resnet.encoder.stages.0.layers.1.layer.2.convolution</c> as
    /// <c>layer1.1.conv3</c>, <c>shortcut</c> as <c>downsample</c>, <c>resnet.embedder.embedder</c> as <c>conv1</c> and <c>bn1</c>, <c>classifier.1</c> as
    /// <c>fc</c>.
    /// </summary>
    public bool TransformersResNetNames { get; init; }

    /// <summary>Whether elements may be of another type than the network's, as in half-precision files; they are converted.</summary>
    public bool ConvertTypes { get; init; }

    /// <summary>
    /// Whether a first convolution for images of three channels fits a network for others: for one channel its weights are summed over the colours; for
    /// others they are repeated and scaled, so that the sums keep their size (as timm does).
    /// </summary>
    public bool AdaptInputChannels { get; init; }

    /// <summary>
    /// Modules or tensors to leave as they are, by path: <c>classifier.6</c> covers <c>classifier.6.weight</c> and <c>classifier.6.bias</c>. They may be
    /// missing in the file or differ: this loads all but a head. A path may also name what only the file has, which is then passed over.
    /// </summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}
