namespace NetVariants.Training;

/// <summary>A part of a training step.</summary>
internal enum Stage
{
    /// <summary>Waiting for the loader, and sending the batch to the device.</summary>
    Data,

    /// <summary>The network and the loss.</summary>
    Forward,

    /// <summary>The gradients.</summary>
    Backward,

    /// <summary>Clipping, the optimizer, the average of weights.</summary>
    Step,

    /// <summary>Metrics, progress, checkpoints.</summary>
    Rest,
}

/// <summary>
/// Where an epoch's training time went, in seconds. A CUDA device works beside the program: its time then shows where the program waits for
/// it, which is mostly in <paramref name="Backward"/>.
/// </summary>
/// <param name="Data">Waiting for the loader, and sending batches to the device.</param>
/// <param name="Forward">The network and the loss.</param>
/// <param name="Backward">The gradients.</param>
/// <param name="Step">Clipping, the optimizer, the average of weights.</param>
/// <param name="Rest">Metrics, progress, checkpoints.</param>
public sealed record StageSeconds(double Data, double Forward, double Backward, double Step, double Rest);
