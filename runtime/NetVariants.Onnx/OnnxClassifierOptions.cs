using System;
using System.Collections.Generic;
using NetVariants.Data;

namespace NetVariants.Onnx;

/// <summary>How <see cref="OnnxClassifier"/> runs a network.</summary>
public sealed record OnnxClassifierOptions
{
    /// <summary>The names of the classes, in the order of the logits; where they are null, those that the file names.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>How pixels become the network's input; where it is null, as the file says.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>The threads that compute one batch, the calling one included; as many as cores where it is null.</summary>
    public int? Threads { get; init => field = value is null ? null : AtLeastOne(value.Value); }

    /// <summary>
    /// The most images that are computed at once: larger batches are taken in parts. What a file of a fixed batch size takes is its own.
    /// </summary>
    public int BatchSize { get; init => field = AtLeastOne(value); } = 32;

    private static int AtLeastOne(int value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "It has to be 1 or more.");
}
