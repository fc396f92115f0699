using System;

namespace NetVariants.Training.Checkpoints;

/// <summary>
/// A checkpoint that cannot be resumed from, or cannot be written: the message names the file, the reason and the remedy.
/// </summary>
public class CheckpointException : InvalidOperationException
{
    internal CheckpointException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>A checkpoint that is damaged, or a file that is not a checkpoint.</summary>
public sealed class DamagedCheckpointException : CheckpointException
{
    internal DamagedCheckpointException(string path, string reason, string remedy = "", Exception? inner = null)
        : base($"'{path}' is not a valid checkpoint: {reason.TrimEnd('.')}.{remedy}", inner) => (Path, Reason) = (path, reason);

    /// <summary>The file.</summary>
    public string Path { get; }

    internal string Reason { get; }
}
