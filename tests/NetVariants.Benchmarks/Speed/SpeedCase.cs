using System.Collections.Generic;
using NetVariants.Benchmarks.Shared;

namespace NetVariants.Benchmarks.Speed;

/// <summary>What is compared.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="BatchSize">Images a step.</param>
/// <param name="ImageSize">Their height and width.</param>
/// <param name="Rounds">How often each side takes its turn, unless the command line says otherwise.</param>
internal sealed record SpeedCase(string Name, Measure Measure, int BatchSize, int ImageSize, int Rounds)
{
    public static IReadOnlyList<SpeedCase> All { get; } =
    [
        new("step4", Measure.Training, 4, 224, 5),
        new("step32", Measure.Training, 32, 224, 3),
        new("small128", Measure.Training, 128, 32, 5),
        new("evaluate", Measure.Evaluation, 32, 224, 5),
        // Tensors so small that calls and weights take the time; batch normalization trains on two images or more.
        new("overhead", Measure.Training, 2, 32, 5),
        new("overhead1", Measure.Evaluation, 1, 32, 5),
        // A process of its own for each side, whose peak hardly varies.
        new("memory", Measure.PeakMemory, 32, 224, 1),
    ];

    /// <summary>What the case measures, in words.</summary>
    public string Description => Measure switch
    {
        Measure.Training => $"training step, batch {BatchSize}, {ImageSize}×{ImageSize}: milliseconds",
        Measure.Evaluation => $"evaluation, batch {BatchSize}, {ImageSize}×{ImageSize}: milliseconds",
        _ => $"peak memory of a training, batch {BatchSize}, {ImageSize}×{ImageSize}: MiB",
    };
}

/// <summary>What a case measures.</summary>
internal enum Measure
{
    /// <summary>The time of a training step: forward, backward and update by SGD with momentum.</summary>
    Training,

    /// <summary>The time of a forward pass in evaluation mode, without gradients.</summary>
    Evaluation,

    /// <summary>The most memory that a process has in RAM which takes two training steps.</summary>
    PeakMemory,
}
