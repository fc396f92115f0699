using System;

namespace NetVariants.Weights;

/// <summary>A weight file that does not fit a network. Nothing of the network was changed.</summary>
public sealed class WeightMismatchException : InvalidOperationException
{
    internal WeightMismatchException(string message, LoadResult result)
        : base(message) => Result = result;

    /// <summary>What fits and what does not.</summary>
    public LoadResult Result { get; }
}
