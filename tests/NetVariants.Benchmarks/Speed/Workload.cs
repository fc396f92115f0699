using NetVariants.Benchmarks.Shared;

namespace NetVariants.Benchmarks.Speed;

/// <summary>What every side computes in its turn.</summary>
/// <param name="Network">The network.</param>
/// <param name="Case">What is measured on it.</param>
/// <param name="Threads">The threads of each side.</param>
internal sealed record Workload(BenchmarkNetwork Network, SpeedCase Case, int Threads)
{
    /// <summary>Whether ours computes blocks again in the backward pass.</summary>
    public bool Recompute { get; init; }

    /// <summary>The shape of a batch of images.</summary>
    public long[] Shape => [Case.BatchSize, 3, Case.ImageSize, Case.ImageSize];

    /// <summary>The number of classes.</summary>
    public int Classes => Network.Info.NumClasses;

    /// <summary>The case with a network by its name, for the case's images.</summary>
    public static Workload Create(string network, SpeedCase @case, int threads) =>
        new(BenchmarkNetworks.Find(network).At(@case.ImageSize), @case, threads);
}
