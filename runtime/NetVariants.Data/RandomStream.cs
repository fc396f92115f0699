using System;

namespace NetVariants.Data;

/// <summary>
/// Random numbers that depend on a path of numbers alone, such as (seed, epoch, step): whatever else a program drew before, and on
/// whichever thread, the same path gives the same numbers. SplitMix64 (<see href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and
/// Flood, 2014</see>), whose mixing function also joins the path into one seed.
/// </summary>
public struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>The stream at <paramref name="path"/>; (1, 2) and (2, 1) are different streams.</summary>
    public RandomStream(params ReadOnlySpan<long> path)
    {
        foreach (var part in path)
            _state = Mix(_state + GoldenGamma + (ulong)part);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits() => Mix(_state += GoldenGamma);

    /// <summary>The next 63 random bits: a seed for torch.</summary>
    public long NextSeed() => (long)(NextBits() >> 1);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1, each equally likely but for a bias below 2^-32.</summary>
    public int Next(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>A number from 0 to below 1, of 53 random bits.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from <paramref name="least"/> to below <paramref name="most"/>.</summary>
    public double Between(double least, double most) => least + ((most - least) * NextUnit());

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 1; i < count; i++)
        {
            var j = Next(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
