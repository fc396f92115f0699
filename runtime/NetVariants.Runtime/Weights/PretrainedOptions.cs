using System;

namespace NetVariants.Weights;

/// <summary>Where pretrained weights come from, where downloads are kept, and how they are loaded.</summary>
public sealed record PretrainedOptions
{
    /// <summary>The address of the folder that holds published files. Default: torchvision's.</summary>
    public Uri BaseAddress { get; init; } = new("https://download.pytorch.org/models/");

    /// <summary>
    /// The folder that keeps downloads; null for PyTorch's, so that both share files: <c>$TORCH_HOME/hub/checkpoints</c>, and without
    /// <c>TORCH_HOME</c> <c>$XDG_CACHE_HOME/torch/hub/checkpoints</c> or <c>~/.cache/torch/hub/checkpoints</c>.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The file's SHA-256, or its first digits. Null takes the digits of a download's name, as in <c>alexnet-owt-7be5be79.pth</c>; an empty
    /// text checks nothing. A download without digits has a folder of its own in <see cref="Folder"/>, and cannot be resumed, since nothing
    /// tells whether its parts belong together.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// Whether the last linear layer keeps its weights where the file has one for another number of classes. Default: true.
    /// </summary>
    public bool KeepHead { get; init; } = true;

    /// <summary>Which mismatches the load tolerates.</summary>
    public LoadOptions Load { get; init; } = new();

    /// <summary>Receives a report after each piece of a download; null for none.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }
}
