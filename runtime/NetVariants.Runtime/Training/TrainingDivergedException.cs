using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Training.Checks;

namespace NetVariants.Training;

/// <summary>Thrown when a loss, or the network's state, becomes NaN or infinite.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    private TrainingDivergedException(
        string message, TrainingPhase phase, int epoch, int step, double learningRate, IReadOnlyList<int> images)
        : base(message) => (Phase, Epoch, Step, LearningRate, Images) = (phase, epoch, step, learningRate, images);

    /// <summary>Whether it showed in training or in the validation after it.</summary>
    public TrainingPhase Phase { get; }

    /// <summary>The epoch, 1 for the first.</summary>
    public int Epoch { get; }

    /// <summary>The step of the epoch, 1 for the first; after the validation its last.</summary>
    public int Step { get; }

    /// <summary>The rate of the step.</summary>
    public double LearningRate { get; }

    /// <summary>
    /// The images of the batch, as indices into the training images, or into the validation images; none where the network's state
    /// itself holds NaN or infinity.
    /// </summary>
    public IReadOnlyList<int> Images { get; }

    /// <summary>A training step's loss is NaN or infinite.</summary>
    internal static TrainingDivergedException InTraining(
        int epoch, int step, double loss, double learningRate, IReadOnlyList<int> images) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The loss is {loss} at step {step} of epoch {epoch}, at the learning rate {learningRate:g4}, on the images "
                + $"{FiniteState.Names(images)}: ")
            + "lower LearningRate, set ClipNorm, or look at these images.",
        TrainingPhase.Train, epoch, step, learningRate, images);

    /// <summary>The loss of a validation batch is NaN or infinite.</summary>
    internal static TrainingDivergedException InValidation(
        int epoch, int step, double loss, double learningRate, IReadOnlyList<int> images) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The validation loss is {loss} after epoch {epoch}, whose last learning rate was {learningRate:g4}, on the images "
                + $"{FiniteState.Names(images)}: ")
            + "lower LearningRate, set ClipNorm, or look at these images.",
        TrainingPhase.Validation, epoch, step, learningRate, images);

    /// <summary>A tensor of the state is NaN or infinite after an epoch.</summary>
    internal static TrainingDivergedException InState(int epoch, int step, double learningRate, string tensor) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{tensor}' holds NaN or infinity after epoch {epoch}, whose last learning rate was {learningRate:g4}: "
                + $"lower LearningRate or set ClipNorm."),
        TrainingPhase.Train, epoch, step, learningRate, []);
}
