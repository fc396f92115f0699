using System;
using System.Diagnostics;
using NetVariants.Training.Tasks;

namespace NetVariants.Training;

/// <summary>Times the phases of a training and reports them, rarely enough to cost nothing.</summary>
/// <param name="progress">Receives the reports; may be null.</param>
/// <param name="epochs">How many epochs there will be.</param>
/// <param name="trainImages">The training images of an epoch.</param>
/// <param name="validationImages">The images of a validation.</param>
/// <param name="testImages">The images of the test at the end.</param>
/// <param name="state">The training that is resumed, if it is one: its earlier runs count.</param>
internal sealed class ProgressClock(
    IProgress<TrainingProgress>? progress,
    int epochs,
    long trainImages,
    long validationImages,
    long testImages,
    TrainingState? state = null)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // A training image costs about three evaluations: forward, and backward for weights and for inputs.
    private const long TrainingCost = 3;

    private readonly double _totalCost = (epochs * ((TrainingCost * (double)trainImages) + validationImages)) + testImages;
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _costBefore = ((state?.Epoch ?? 1) - 1) * ((TrainingCost * (double)trainImages) + validationImages);
    private TrainingPhase _phase;
    private int _epoch;
    private long _phaseImages;
    private long _phaseStarted;
    private long _lastReport;
    private TimeSpan _trainTime;
    private long _images;
    private long _shownBefore;

    /// <summary>The time since the training started, earlier runs included.</summary>
    public TimeSpan Elapsed => (state?.EarlierTime ?? default) + Stopwatch.GetElapsedTime(_started);

    /// <summary>The time of the epoch's training part, earlier runs included.</summary>
    public TimeSpan TrainTime => _phase == TrainingPhase.Train ? (state?.EarlierTrainTime ?? default) + PhaseTime : _trainTime;

    /// <summary>The time since the phase started.</summary>
    public TimeSpan PhaseTime => Stopwatch.GetElapsedTime(_phaseStarted);

    /// <summary>Starts a phase of <paramref name="images"/> images, of which earlier runs showed some.</summary>
    public void Start(TrainingPhase phase, int epoch, long images, long shown = 0)
    {
        _trainTime = TrainTime;
        (_phase, _epoch, _phaseImages, _images, _shownBefore) = (phase, epoch, images, shown, shown);
        _phaseStarted = _lastReport = Stopwatch.GetTimestamp();
    }

    /// <summary>Takes note that <paramref name="more"/> of the phase's images were shown, and reports if it is time to.</summary>
    public void Advance(long more, Meter meter)
    {
        _images += more;
        var ended = _images == _phaseImages;
        var cost = _costBefore + (_images * Cost);
        if (ended)
            _costBefore = cost;
        if (progress is null || !ended && Stopwatch.GetElapsedTime(_lastReport) < s_interval)
            return;
        _lastReport = Stopwatch.GetTimestamp();
        var fraction = cost / _totalCost;
        progress.Report(new TrainingProgress(
            _phase,
            _epoch,
            epochs,
            _images,
            _phaseImages,
            meter.Read().ToMetrics(),
            (_images - _shownBefore) / PhaseTime.TotalSeconds,
            fraction,
            Elapsed * ((1 - fraction) / fraction)));
    }

    private long Cost => _phase == TrainingPhase.Train ? TrainingCost : 1;
}
