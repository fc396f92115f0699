using System;
using NetVariants.Training.Tasks;
using NetVariants.Weights;

namespace NetVariants.Training;

/// <summary>Tells an observer about a training, each point of the curve once; without an observer it does nothing.</summary>
/// <param name="observer">The observer, or null.</param>
/// <param name="run">What it follows.</param>
/// <param name="state">Where the training is.</param>
/// <param name="rateOf">The learning rate of a step, 0 for the first.</param>
internal sealed class Observation(ITrainingObserver? observer, TrainingRun run, TrainingState state, Func<long, double> rateOf)
{
    private int _points;

    /// <summary>Begins, with the points of an epoch that resumes.</summary>
    public void Begin()
    {
        observer?.Begin(run, state.EpochStart);
        AddPoints();
    }

    /// <summary>Tells the points that are new.</summary>
    public void AddPoints()
    {
        for (; observer is not null && _points < state.Curve.Points.Count; _points++)
        {
            var step = state.EpochStart + state.Curve.StepOf(_points);
            observer.AddPoint(step, state.Curve.Points[_points].Metrics, rateOf(step - 1));
            // It may have tried the network, in evaluation mode.
            run.Model.TrainAllButFrozen();
        }
    }

    /// <summary>Ends an epoch; <paramref name="validation"/> is null without an observer.</summary>
    public void EndEpoch(EpochResult epoch, Evaluation? validation)
    {
        if (validation is not null)
            observer!.EndEpoch(state.TotalStep, epoch, validation);
        _points = 0;
    }
}
