using System;
using System.Collections.Generic;

namespace NetVariants.Training;

/// <summary>
/// The schedules as pure functions of the step and of the validation losses so far, so that a training can resume anywhere.
/// </summary>
internal static class LearningRates
{
    // PyTorch's defaults of OneCycleLR and ReduceLROnPlateau.
    private const double CycleRise = 0.3;
    private const double CycleStart = 1.0 / 25;
    private const double CycleEnd = CycleStart / 1e4;
    private const double PlateauThreshold = 1e-4;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="options">The schedule and the peak.</param>
    /// <param name="step">The step, counted from 0 over all epochs.</param>
    /// <param name="epochSteps">The steps of an epoch.</param>
    /// <param name="validationLosses">Of the epochs before, in order.</param>
    public static double At(TrainerOptions options, long step, long epochSteps, IEnumerable<double> validationLosses) =>
        options.LearningRate * options.Schedule switch
        {
            LearningRateSchedule.WarmupCosine => WarmupCosine(options.WarmupFraction, step, options.Epochs * epochSteps),
            LearningRateSchedule.Step => Math.Pow(options.StepFactor, step / epochSteps / options.StepEpochs),
            LearningRateSchedule.OneCycle => OneCycle(step, options.Epochs * epochSteps),
            LearningRateSchedule.Plateau => Math.Pow(options.StepFactor, Plateaus(validationLosses, options.PlateauPatience)),
            _ => 1,
        };

    /// <summary>What to multiply the peak rate by at <paramref name="step"/> of <paramref name="steps"/>.</summary>
    public static double WarmupCosine(double warmup, long step, long steps)
    {
        // The middle of the step: neither the first nor the last one is wasted on a rate of zero.
        var progress = (step + 0.5) / steps;
        return progress < warmup ? progress / warmup : (1 + Math.Cos(Math.PI * (progress - warmup) / (1 - warmup))) / 2;
    }

    /// <summary>As <see cref="WarmupCosine"/>, in PyTorch's one cycle.</summary>
    public static double OneCycle(long step, long steps)
    {
        var peak = (CycleRise * steps) - 1;
        double last = steps - 1;
        return step <= peak
            ? Anneal(CycleStart, 1, step / peak)
            : Anneal(1, CycleEnd, (step - peak) / (last - peak));
    }

    /// <summary>How often the losses stopped improving for more than <paramref name="patience"/> epochs.</summary>
    private static int Plateaus(IEnumerable<double> losses, int patience)
    {
        var (best, bad, plateaus) = (double.PositiveInfinity, 0, 0);
        foreach (var loss in losses)
        {
            (best, bad) = loss < best * (1 - PlateauThreshold) ? (loss, 0) : (best, bad + 1);
            if (bad <= patience)
                continue;
            (bad, plateaus) = (0, plateaus + 1);
        }

        return plateaus;
    }

    private static double Anneal(double from, double to, double progress) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * progress)));
}
