using System;
using System.Collections.Generic;
using NetVariants.Training.Tasks;

namespace NetVariants.Training;

/// <summary>
/// Cuts an epoch into stretches of equal length and records the training metrics of each, fine enough for a curve of a few epochs.
/// </summary>
internal sealed class LearningCurve
{
    private const int Stretches = 20;

    private readonly List<CurvePoint> _points = [];
    private readonly int _epoch;
    private readonly int _steps;
    private readonly int _length;

    /// <summary>The curve of an epoch at its beginning.</summary>
    public LearningCurve(int epoch, int steps)
    {
        (_epoch, _steps) = (epoch, steps);
        _length = Math.Max(1, (steps + Stretches - 1) / Stretches);
    }

    /// <summary>The curve of an epoch that is resumed.</summary>
    public LearningCurve(int epoch, int steps, IReadOnlyList<CurvePoint> points, RunningMetrics seen, int step)
        : this(epoch, steps)
    {
        _points.AddRange(points);
        (Seen, Step) = (seen, step);
    }

    public IReadOnlyList<CurvePoint> Points => _points;

    /// <summary>The sums at the last point.</summary>
    public RunningMetrics Seen { get; private set; } = new(0, 0, 0);

    /// <summary>The step of the last point.</summary>
    public int Step { get; private set; }

    /// <summary>The steps of the epoch that are done at a point.</summary>
    public int StepOf(int point) => Math.Min((point + 1) * _length, _steps);

    /// <summary>Takes note that <paramref name="step"/> steps of the epoch are done.</summary>
    public void Advance(int step, Meter meter)
    {
        if (step % _length != 0 && step != _steps)
            return;
        var now = meter.Read();
        var middle = (Step + step) / 2.0;
        _points.Add(new CurvePoint(_epoch - 1 + middle / _steps, (now - Seen).ToMetrics()));
        (Seen, Step) = (now, step);
    }
}
