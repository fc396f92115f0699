namespace NetVariants.Training;

/// <summary>A short run in place of a training.</summary>
public enum DebugRun
{
    /// <summary>The training itself.</summary>
    None,

    /// <summary>
    /// Two batches of every phase of one epoch, checkpoints written and read back: what would fail after hours fails now.
    /// </summary>
    FastDevRun,

    /// <summary>
    /// The first batch alone, in every step of every epoch, validated on itself: a network that cannot memorize a handful of images
    /// has a bug.
    /// </summary>
    OverfitBatch,
}
