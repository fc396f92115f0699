using System;
using System.Diagnostics;

namespace NetVariants.Training;

/// <summary>Adds up the times of the parts of training steps.</summary>
internal sealed class StepProfile
{
    private readonly long[] _ticks = new long[Enum.GetValues<StepPart>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>The sums so far.</summary>
    public StepTimes Times => new(
        TimeOf(StepPart.Data), TimeOf(StepPart.Forward), TimeOf(StepPart.Backward), TimeOf(StepPart.Step), TimeOf(StepPart.Rest));

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        Array.Clear(_ticks);
        _last = Stopwatch.GetTimestamp();
    }

    /// <summary>Attributes the time since the last call to a part.</summary>
    public void Record(StepPart part)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)part] += now - _last;
        _last = now;
    }

    private TimeSpan TimeOf(StepPart part) => Stopwatch.GetElapsedTime(0, _ticks[(int)part]);
}
