using System;

namespace NetVariants.Data;

/// <summary>A data set in its three parts.</summary>
/// <param name="Name">The data set's name, as reports print it.</param>
/// <param name="Train">What the networks learn from.</param>
/// <param name="Validation">What decides which epoch's state is kept.</param>
/// <param name="Test">What the kept state is tested on, once.</param>
public sealed record DataSplits(string Name, IImageSource Train, IImageSource Validation, IImageSource Test)
{
    /// <summary>Holds <paramref name="count"/> images of <paramref name="source"/> back, chosen at random.</summary>
    /// <param name="source">The images to divide.</param>
    /// <param name="count">How many to hold back.</param>
    /// <param name="seed">Chooses which: the same seed, the same images.</param>
    /// <returns>The others and those held back.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There would be nothing left, or nothing held back.</exception>
    public static (IImageSource Train, IImageSource Validation) HoldOut(IImageSource source, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, source.Count);
        var order = new RandomStream(seed).Permutation(source.Count);
        return (new ImageSubset(source, order[count..]), new ImageSubset(source, order[..count]));
    }
}
