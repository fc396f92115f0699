using System;
using NetVariants.Training.Tasks;

namespace NetVariants.Training;

/// <summary>What a network is being shown.</summary>
public enum TrainingPhase
{
    /// <summary>The training images, to learn.</summary>
    Train,

    /// <summary>The validation images, after every epoch.</summary>
    Validation,

    /// <summary>The test images, once, with the best state.</summary>
    Test,
}

/// <summary>How far a training is. Reported at the end of every phase and about ten times a second within it.</summary>
/// <param name="Phase">What the network is being shown.</param>
/// <param name="Epoch">The epoch, 1 for the first.</param>
/// <param name="Epochs">How many epochs there will be.</param>
/// <param name="Images">The phase's images shown so far.</param>
/// <param name="PhaseImages">All images of the phase.</param>
/// <param name="Metrics">Over the phase's images shown so far.</param>
/// <param name="ImagesPerSecond">The phase's speed so far.</param>
/// <param name="Fraction">The share of the whole training that is done, 0 to 1.</param>
/// <param name="Remaining">The estimated time to the end of the whole training.</param>
public sealed record TrainingProgress(
    TrainingPhase Phase,
    int Epoch,
    int Epochs,
    long Images,
    long PhaseImages,
    Metrics Metrics,
    double ImagesPerSecond,
    double Fraction,
    TimeSpan Remaining)
{
    /// <summary>Whether this is the phase's last report.</summary>
    public bool PhaseEnded => Images == PhaseImages;
}
