using System;

namespace NetVariants.Inference;

/// <summary>
/// Thrown when a network and images do not fit each other: their channels, sizes, classes or element types, or a batch normalisation that
/// would get a single value for each channel. The message names both sides and the remedy.
/// </summary>
public sealed class NetworkMismatchException : InvalidOperationException
{
    internal NetworkMismatchException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
