using System;

namespace NetVariants.Data;

/// <summary>How <see cref="BatchLoader"/> reads a source.</summary>
public sealed record LoaderOptions
{
    /// <summary>Images in a batch; the last may be smaller, or larger by one (see <see cref="BatchLoader.BatchCount"/>).</summary>
    public required int BatchSize { get; init => field = AtLeastOne(value); }

    /// <summary>How many filled batches may wait for the network.</summary>
    public int Prefetch { get; init => field = AtLeastOne(value); } = 4;

    /// <summary>
    /// How many threads read images. What a batch holds does not depend on it: random choices come from (<see cref="Seed"/>,
    /// <see cref="Epoch"/>, index).
    /// </summary>
    public int Workers { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>The first part of the path of random choices.</summary>
    public long Seed { get; init; }

    /// <summary>The second part; another epoch crops and flips otherwise.</summary>
    public int Epoch { get; init; }

    /// <summary>How many batches to skip without reading them: where an interrupted epoch resumes.</summary>
    public int Skip
    {
        get;
        init =>
            field = value >= 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "0 or more batches can be skipped.");
    }

    private static int AtLeastOne(int value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "It has to be 1 or more.");
}
