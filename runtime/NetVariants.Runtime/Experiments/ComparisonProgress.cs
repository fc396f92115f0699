using NetVariants.Training;

namespace NetVariants.Experiments;

/// <summary>How far a comparison is.</summary>
/// <param name="Info">The network that is being trained.</param>
/// <param name="Number">Its place among the candidates, 1 for the first.</param>
/// <param name="Count">The number of candidates.</param>
/// <param name="Training">How far its training is; null when it starts and when it is finished.</param>
/// <param name="Finished">How it did, once it is finished.</param>
public sealed record ComparisonProgress(VariantInfo Info, int Number, int Count, TrainingProgress? Training, CandidateResult? Finished)
{
    /// <summary>The seed of the training that is running.</summary>
    public long Seed { get; init; }

    /// <summary>With how many seeds each network is trained.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Images in a training step, of every network.</summary>
    public int BatchSize { get; init; }
}
