using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetVariants.Training;

/// <summary>A training whose loss is no number any more: it was ended, since nothing would come of it.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    internal TrainingDivergedException(int epoch, int step, double loss, double learningRate, IReadOnlyList<int> images)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The loss is {loss} at step {step} of epoch {epoch}, at the learning rate {learningRate:g4}, on the images {string.Join(", ", images.Take(8))}{(images.Count > 8 ? ", …" : "")}: ")
            + "lower LearningRate, set ClipNorm, or look at these images.")
    {
        (Epoch, Step, LearningRate, Images) = (epoch, step, learningRate, images);
    }

    /// <summary>The epoch, 1 for the first.</summary>
    public int Epoch { get; }

    /// <summary>The step of the epoch, 1 for the first.</summary>
    public int Step { get; }

    /// <summary>The rate of the step.</summary>
    public double LearningRate { get; }

    /// <summary>The images of the batch, as indices into the training images.</summary>
    public IReadOnlyList<int> Images { get; }
}
