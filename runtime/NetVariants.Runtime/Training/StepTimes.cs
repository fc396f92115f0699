using System;
using System.Text.Json.Serialization;

namespace NetVariants.Training;

/// <summary>
/// Where an epoch's training time went. A CUDA device works in parallel with the program: its time then shows where the program waits for
/// it, which is mostly in <paramref name="Backward"/>.
/// </summary>
/// <param name="Data">Waiting for the loader, and sending batches to the device.</param>
/// <param name="Forward">The network and the loss.</param>
/// <param name="Backward">The gradients.</param>
/// <param name="Step">Clipping, the optimizer, the average of weights.</param>
/// <param name="Rest">Metrics, progress, checkpoints.</param>
public sealed record StepTimes(
    [property: JsonConverter(typeof(SecondsConverter))] TimeSpan Data,
    [property: JsonConverter(typeof(SecondsConverter))] TimeSpan Forward,
    [property: JsonConverter(typeof(SecondsConverter))] TimeSpan Backward,
    [property: JsonConverter(typeof(SecondsConverter))] TimeSpan Step,
    [property: JsonConverter(typeof(SecondsConverter))] TimeSpan Rest);

/// <summary>A part of a training step: <see cref="StepTimes"/> has a time for each.</summary>
internal enum StepPart
{
    Data,
    Forward,
    Backward,
    Step,
    Rest,
}
