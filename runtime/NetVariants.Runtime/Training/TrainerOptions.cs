using System;
using System.Globalization;

namespace NetVariants.Training;

/// <summary>Everything that decides how a network is trained. The defaults are the article's experiment.</summary>
/// <remarks>A value out of range is refused where it is set, with an <see cref="ArgumentOutOfRangeException"/> that names the property.</remarks>
public sealed record TrainerOptions
{
    /// <summary>How often every training image is seen. Each epoch ends with a validation, so this is also how many states compete.</summary>
    public int Epochs { get; init => field = AtLeast(value, 1, nameof(Epochs)); } = 10;

    /// <summary>
    /// Images in a training step. Small batches make many noisy steps, large ones use the processor better; the learning rate grows in proportion.
    /// </summary>
    public int BatchSize { get; init => field = AtLeast(value, 1, nameof(BatchSize)); } = 4;

    /// <summary>Images in an evaluation step. It changes no result; without gradients to keep, larger batches fit and are faster.</summary>
    public int EvaluationBatchSize { get; init => field = AtLeast(value, 1, nameof(EvaluationBatchSize)); } = 256;

    /// <summary>The size of a step of stochastic gradient descent: the peak, where a schedule changes it.</summary>
    public double LearningRate { get; init => field = Above(value, 0, nameof(LearningRate)); } = 0.001;

    /// <summary>How the learning rate changes from step to step.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>The share of all steps in which <see cref="LearningRateSchedule.WarmupCosine"/> rises: fresh weights do not survive the full rate.</summary>
    public double WarmupFraction { get; init => field = Within(value, 0, 1, nameof(WarmupFraction)); } = 0.25;

    /// <summary>How much of the last step goes on into the next: it evens out the noise of small batches. 0 turns it off.</summary>
    public double Momentum { get; init => field = Within(value, 0, 1, nameof(Momentum)); } = 0.9;

    /// <summary>Whether the gradient is taken ahead of the momentum's step (Nesterov), which corrects an overshoot one step earlier. Needs <see cref="Momentum"/>.</summary>
    public bool Nesterov { get; init; }

    /// <summary>The pull of each weight towards zero, relative to the gradient: it keeps a network from learning its images by heart.</summary>
    public double WeightDecay { get; init => field = Within(value, 0, double.MaxValue, nameof(WeightDecay)); }

    /// <summary>
    /// Fixes initial weights, order of images and dropout. Random numbers are derived from (seed, epoch, step), so on a CPU with the same number of
    /// threads the same seed gives the same numbers, bit for bit.
    /// </summary>
    public long Seed { get; init; } = 1;

    /// <summary>Where to train: <c>auto</c> (CUDA where there is one, else the CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public string Device { get; init => field = Devices.Checked(value); } = Devices.Auto;

    /// <summary>The threads of torch's operators: all cores, because a distribution's libtorch may start with one.</summary>
    public int Threads { get; init => field = AtLeast(value, 1, nameof(Threads)); } = Environment.ProcessorCount;

    /// <summary>How many batches the loader fills ahead of the network, so that a slow one is not waited for.</summary>
    public int PrefetchBatches { get; init => field = AtLeast(value, 1, nameof(PrefetchBatches)); } = 4;

    private static int AtLeast(int value, int least, string name) =>
        value >= least ? value : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{least} or more"));

    private static double Above(double value, double bound, string name) =>
        value > bound && double.IsFinite(value) ? value : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"above {bound}"));

    private static double Within(double value, double least, double bound, string name) =>
        value >= least && value < bound ? value : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{least} or more and below {bound:g3}"));

    private static ArgumentOutOfRangeException OutOfRange(string name, object value, string range) =>
        new(name, value, $"{name} has to be {range}.");
}
