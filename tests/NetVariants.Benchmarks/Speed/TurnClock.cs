using System;
using System.Diagnostics;

namespace NetVariants.Benchmarks.Speed;

/// <summary>
/// Times the steps of a turn. The first one finds the caches as another side has left them: it counts only where it takes all the time.
/// </summary>
/// <param name="duration">The length of a turn, which has at least one step.</param>
internal sealed class TurnClock(TimeSpan duration)
{
    private readonly Stopwatch _watch = new();
    private int _steps;

    /// <summary>Whether a turn has begun.</summary>
    public bool IsRunning => _watch.IsRunning;

    /// <summary>Takes a whole turn, and gives the milliseconds of a step.</summary>
    public static double Take(Action step, TimeSpan duration)
    {
        var clock = new TurnClock(duration);
        clock.Begin();
        while (true)
        {
            step();
            if (clock.EndStep() is { } milliseconds)
                return milliseconds;
        }
    }

    /// <summary>Begins a turn and its first step.</summary>
    public void Begin()
    {
        _steps = 0;
        _watch.Restart();
    }

    /// <summary>Ends a step and begins the next one; gives the milliseconds of a step once the turn is over.</summary>
    public double? EndStep()
    {
        _steps++;
        var elapsed = _watch.Elapsed;
        if (_steps == 1 && elapsed < duration)
            _watch.Restart();
        return elapsed < duration ? null : elapsed.TotalMilliseconds / Math.Max(1, _steps - 1);
    }
}
