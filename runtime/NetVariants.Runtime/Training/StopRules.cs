namespace NetVariants.Training;

/// <summary>
/// Decides between two epochs whether a training has ended: the same for one that runs through as for one that is resumed.
/// </summary>
internal static class StopRules
{
    /// <summary>Why the training ends here; null where it continues.</summary>
    /// <param name="options">What bounds it.</param>
    /// <param name="state">Where it is.</param>
    /// <param name="bestEpoch">The epoch of lowest validation loss; 0 before the first.</param>
    /// <param name="trainImages">The images of a whole epoch.</param>
    public static StopReason? Check(TrainerOptions options, TrainingState state, int bestEpoch, int trainImages)
    {
        if (state.Epochs.Count == 0)
            return null;
        if (state.Epochs.Count - bestEpoch >= options.Patience)
            return StopReason.NoImprovement;
        if (state.Epoch > options.Epochs)
            return state.Epochs[^1].Train.Images < trainImages ? StopReason.TimeOver : StopReason.Completed;
        return state.Step == 0 && state.EndedTime > options.MaxTime ? StopReason.TimeOver : null;
    }
}
