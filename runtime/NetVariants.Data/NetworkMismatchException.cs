using System;

namespace NetVariants.Data;

/// <summary>
/// Thrown when a network and images do not fit each other: their channels, sizes, classes or element types, or a batch normalization that
/// would get a single value for each channel. The message names both sides and the remedy.
/// </summary>
public sealed class NetworkMismatchException : InvalidOperationException
{
    /// <summary>Tells what does not fit.</summary>
    /// <param name="message">Both sides and the remedy.</param>
    /// <param name="inner">What showed it.</param>
    public NetworkMismatchException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
