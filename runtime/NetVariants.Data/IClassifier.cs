using System;
using System.Collections.Generic;

namespace NetVariants.Data;

/// <summary>Tells what images show, whichever library computes it.</summary>
public interface IClassifier : IDisposable
{
    /// <summary>The names of the classes; <see cref="ClassProbability.Index"/> is an index into this list.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>The most probable classes of each image of a batch, the most probable first.</summary>
    /// <param name="batch">The images, read as the network's training read them for its evaluation.</param>
    /// <param name="top">How many classes to tell; all where there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    /// <exception cref="NetworkMismatchException">The network cannot take the images.</exception>
    /// <exception cref="InvalidOperationException">The network's logits are NaN, or there is not enough memory.</exception>
    IReadOnlyList<IReadOnlyList<ClassProbability>> Classify(PixelBatch batch, int top = 1);
}
