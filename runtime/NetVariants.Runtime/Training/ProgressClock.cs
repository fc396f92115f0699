using System;
using System.Diagnostics;

namespace NetVariants.Training;

/// <summary>Times the phases of a training and reports them, seldom enough to cost nothing.</summary>
/// <param name="progress">Who is told, if anybody.</param>
/// <param name="epochs">How many epochs there will be.</param>
/// <param name="trainImages">The training images of an epoch.</param>
/// <param name="otherImages">The images of all validations and the test together.</param>
internal sealed class ProgressClock(IProgress<TrainingProgress>? progress, int epochs, long trainImages, long otherImages)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // A training image costs about three evaluations: forward, and backward for weights and for inputs.
    private const long TrainingCost = 3;

    private readonly double _totalCost = TrainingCost * epochs * trainImages + otherImages;
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _costBefore;
    private TrainingPhase _phase;
    private int _epoch;
    private long _phaseImages;
    private long _phaseStarted;
    private long _lastReport;

    /// <summary>Seconds since the training started.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Seconds since the phase started.</summary>
    public double PhaseSeconds => Stopwatch.GetElapsedTime(_phaseStarted).TotalSeconds;

    /// <summary>Starts a phase of <paramref name="images"/> images.</summary>
    public void Start(TrainingPhase phase, int epoch, long images)
    {
        (_phase, _epoch, _phaseImages) = (phase, epoch, images);
        _phaseStarted = _lastReport = Stopwatch.GetTimestamp();
    }

    /// <summary>Reports, if it is time to, that the phase's images up to <paramref name="images"/> were shown.</summary>
    public void Advance(long images, Meter meter)
    {
        bool ended = images == _phaseImages;
        double cost = _costBefore + images * Cost;
        if (ended)
            _costBefore = cost;
        if (progress is null || !ended && Stopwatch.GetElapsedTime(_lastReport) < s_interval)
            return;
        _lastReport = Stopwatch.GetTimestamp();
        double fraction = cost / _totalCost;
        progress.Report(new TrainingProgress(
            _phase,
            _epoch,
            epochs,
            images,
            _phaseImages,
            meter.Read().ToMetrics(),
            images / PhaseSeconds,
            fraction,
            TimeSpan.FromSeconds(Seconds * (1 - fraction) / fraction)));
    }

    private long Cost => _phase == TrainingPhase.Train ? TrainingCost : 1;
}
