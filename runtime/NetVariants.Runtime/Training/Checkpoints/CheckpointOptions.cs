using System;

namespace NetVariants.Training.Checkpoints;

/// <summary>
/// Where and when a training saves itself. <c>last.checkpoint</c> is everything that resuming needs, <c>previous.checkpoint</c> the one
/// before it, and <c>best.safetensors</c> the weights of lowest validation loss, for <c>model.LoadWeights</c> and for PyTorch.
/// </summary>
/// <param name="Folder">The folder, of this training alone; it is made if it is missing.</param>
public sealed record CheckpointOptions(string Folder)
{
    internal static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After what time within an epoch the next checkpoint is written: what a power cut costs at most. The end of every epoch writes one
    /// too.
    /// </summary>
    public TimeSpan Every
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw OutOfRange(nameof(Every), value, "above zero");
    } = DefaultInterval;

    /// <summary>
    /// After how many steps within an epoch the next checkpoint is written, whatever the time. Null to go by the time alone.
    /// </summary>
    public int? EverySteps
    {
        get;
        init => field = value is null or >= 1 ? value : throw OutOfRange(nameof(EverySteps), value, "1 or more");
    }

    /// <summary>
    /// How many epochs' weights to keep, those of lowest validation loss: <c>best.safetensors</c> and, where this is above 1,
    /// <c>epoch-NNN.safetensors</c>.
    /// </summary>
    public int KeepBest { get; init => field = value >= 1 ? value : throw OutOfRange(nameof(KeepBest), value, "1 or more"); } = 1;

    /// <summary>What to do with a checkpoint that is there already.</summary>
    public ResumeMode Resume { get; init; } = ResumeMode.IfPresent;

    /// <summary>
    /// The network's declaration (<see cref="VariantInfo.Declaration"/>), written into the files; null where there is none.
    /// </summary>
    public string? Declaration { get; init; }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new(name, value, $"{name} has to be {range}.");
}

/// <summary>What to do with a checkpoint that is there already.</summary>
public enum ResumeMode
{
    /// <summary>Resume from the last one; start where there is none.</summary>
    IfPresent,

    /// <summary>Resume from the one before the last: for when the last one is damaged.</summary>
    Previous,

    /// <summary>Start over; what is there is overwritten.</summary>
    Never,
}
