using System;
using System.IO;

namespace NetVariants.Weights;

/// <summary>
/// A weight file that is damaged, foreign, or of a kind that is not read: the message names the file, the place in it and, where there is
/// one, the remedy.
/// </summary>
public sealed class WeightFileException : IOException
{
    /// <summary>Tells what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong, where, and what helps; a sentence without a full stop.</param>
    /// <param name="inner">What showed it.</param>
    public WeightFileException(string path, string reason, Exception? inner = null)
        : base($"'{path}': {reason}.", inner) => (FileName, Reason) = (path, reason);

    /// <summary>The file.</summary>
    public string FileName { get; }

    internal string Reason { get; }
}
