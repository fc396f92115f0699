using System;
using System.Collections.Generic;

namespace NetVariants.Training;

/// <summary>Cuts an epoch into stretches of equal length and records the training metrics of each, fine enough for a curve of a few epochs.</summary>
internal sealed class LearningCurve(int epoch, int steps)
{
    private const int Stretches = 20;

    private readonly List<CurvePoint> _points = [];
    private readonly int _length = Math.Max(1, (steps + Stretches - 1) / Stretches);
    private Tally _last = new(0, 0, 0);
    private int _lastStep;

    public IReadOnlyList<CurvePoint> Points => _points;

    /// <summary>Takes note that <paramref name="step"/> steps of the epoch are done.</summary>
    public void Advance(int step, Meter meter)
    {
        if (step % _length != 0 && step != steps)
            return;
        Tally now = meter.Read();
        double middle = (_lastStep + step) / 2.0;
        _points.Add(new CurvePoint(epoch - 1 + middle / steps, (now - _last).ToMetrics()));
        (_last, _lastStep) = (now, step);
    }
}
