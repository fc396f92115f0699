using System;
using System.Diagnostics;

namespace NetVariants.Benchmarks.Speed;

/// <summary>Times what one side does until the next one's turn.</summary>
internal static class Turn
{
    /// <summary>Takes the steps that begin within a time, at least one, and gives the milliseconds of a step.</summary>
    public static double Take(Action step, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var steps = 0;
        do
        {
            step();
            steps++;
        }
        while (watch.Elapsed < duration);
        return watch.Elapsed.TotalMilliseconds / steps;
    }
}
