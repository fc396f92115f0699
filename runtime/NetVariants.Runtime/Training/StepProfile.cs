using System;
using System.Diagnostics;

namespace NetVariants.Training;

/// <summary>Adds up the time of the stages of training steps.</summary>
internal sealed class StepProfile
{
    private readonly long[] _ticks = new long[Enum.GetValues<Stage>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>The sums so far.</summary>
    public StageSeconds Seconds =>
        new(SecondsOf(Stage.Data), SecondsOf(Stage.Forward), SecondsOf(Stage.Backward), SecondsOf(Stage.Step), SecondsOf(Stage.Rest));

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        Array.Clear(_ticks);
        _last = Stopwatch.GetTimestamp();
    }

    /// <summary>Attributes the time since the last call to a stage.</summary>
    public void Record(Stage stage)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)stage] += now - _last;
        _last = now;
    }

    private double SecondsOf(Stage stage) => _ticks[(int)stage] / (double)Stopwatch.Frequency;
}
