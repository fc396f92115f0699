using System;

namespace NetVariants.Training;

/// <summary>How the learning rate changes from step to step.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same at every step, as in the article.</summary>
    Constant,

    /// <summary>
    /// Rises linearly over the first steps, then falls along half a cosine to zero
    /// (<see href="https://arxiv.org/abs/1706.02677">Goyal et al., 2017</see>; <see href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, 2016</see>):
    /// high rates are reached without diverging, and a short training ends settled.
    /// </summary>
    WarmupCosine,
}

internal static class LearningRates
{
    /// <summary>
    /// What to multiply the peak rate by at <paramref name="step"/> of <paramref name="steps"/>. A pure function of the step, so that a training can
    /// start anywhere.
    /// </summary>
    public static double Factor(LearningRateSchedule schedule, double warmup, long step, long steps)
    {
        if (schedule == LearningRateSchedule.Constant)
            return 1;
        // The middle of the step: neither the first nor the last one is wasted on a rate of zero.
        double progress = (step + 0.5) / steps;
        return progress < warmup ? progress / warmup : (1 + Math.Cos(Math.PI * (progress - warmup) / (1 - warmup))) / 2;
    }
}
