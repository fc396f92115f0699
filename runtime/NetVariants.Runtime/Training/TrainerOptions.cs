using System;
using System.Globalization;
using System.Text.Json.Serialization;
using NetVariants.Data;

namespace NetVariants.Training;

/// <summary>
/// Everything that decides how a network is trained. The defaults are the article's experiment, but for the learning rate, which warms up
/// and falls; with <see cref="LearningRateSchedule.Constant"/> they are the article's.
/// </summary>
/// <remarks>A value out of range is refused where it is set, with an <see cref="ArgumentOutOfRangeException"/> that names the
/// property.</remarks>
public sealed record TrainerOptions
{
    /// <summary>As <see cref="BatchSize"/>: as many images as memory has room for. No calculation gives this number by mistake.</summary>
    public const int AutoBatchSize = int.MinValue;

    /// <summary>The most <see cref="Threads"/> and <see cref="Workers"/>; libtorch does not return from making very many.</summary>
    public const int MaxThreads = 1024;

    /// <summary>
    /// How often every training image is seen. Each epoch ends with a validation, so this is also how many states compete.
    /// </summary>
    public int Epochs { get; init => field = AtLeast(value, 1, nameof(Epochs)); } = 10;

    /// <summary>
    /// Images in a training step. Small batches make many noisy steps, large ones use the processor better; the learning rate grows in
    /// proportion. <see cref="AutoBatchSize"/> takes the largest power of two up to 128 with which <see cref="TrainingMemory"/> predicts
    /// that the training fits into 80 % of the memory that is free when it begins, limits of containers included, and evaluates in batches
    /// of no more; a training that resumes keeps its size, and a comparison has one for all its networks. A training that is predicted not
    /// to fit is refused. It needs a network from a declaration. On CUDA, where the free memory is not known, it takes 128.
    /// </summary>
    public int BatchSize
    {
        get;
        init => field = value is AutoBatchSize or >= 1 ? value : throw OutOfRange(nameof(BatchSize), value, "1 or more, or AutoBatchSize");
    } = 4;

    /// <summary>
    /// The most images that go through the network at once; null for the whole batch. A larger batch is cut into such parts, whose
    /// gradients are summed before the step: the same gradient in less memory, but for batch normalization, which then normalizes each part
    /// by itself. Where the device runs out of memory, the parts are halved by themselves.
    /// </summary>
    public int? MicroBatchSize { get; init => field = value is { } size ? AtLeast(size, 1, nameof(MicroBatchSize)) : null; }

    /// <summary>
    /// Whether blocks are computed again in the backward pass, which then needs their inputs alone (activation checkpointing): a fraction
    /// of the memory for up to a third more time. The declaration says which: those with which three eighths are kept at a time, or the
    /// least that can be. On the CPU results are the same, bit for bit: dropout draws the same numbers again, and running statistics see a
    /// batch once. On CUDA dropout draws other numbers than without. It needs a network from a declaration.
    /// </summary>
    public bool Recompute { get; init; }

    /// <summary>Images in an evaluation step. It changes no result; without gradients to keep, larger batches fit and are faster.</summary>
    public int EvaluationBatchSize { get; init => field = AtLeast(value, 1, nameof(EvaluationBatchSize)); } = 256;

    /// <summary>How gradients become steps.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The size of a step: the peak, where a schedule changes it.</summary>
    public double LearningRate { get; init => field = Above(value, 0, nameof(LearningRate)); } = 0.001;

    /// <summary>How the learning rate changes from step to step.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.WarmupCosine;

    /// <summary>
    /// The share of all steps in which <see cref="LearningRateSchedule.WarmupCosine"/> rises: fresh weights do not survive the full rate.
    /// </summary>
    public double WarmupFraction { get; init => field = Within(value, 0, 1, nameof(WarmupFraction)); } = 0.25;

    /// <summary>After how many epochs <see cref="LearningRateSchedule.Step"/> lowers the rate, again and again.</summary>
    public int StepEpochs { get; init => field = AtLeast(value, 1, nameof(StepEpochs)); } = 30;

    /// <summary>
    /// By how much <see cref="LearningRateSchedule.Step"/> and <see cref="LearningRateSchedule.Plateau"/> multiply the rate.
    /// </summary>
    public double StepFactor
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw OutOfRange(nameof(StepFactor), value, "above 0, at most 1");
    } = 0.1;

    /// <summary>How many epochs without a better validation loss <see cref="LearningRateSchedule.Plateau"/> tolerates.</summary>
    public int PlateauPatience { get; init => field = AtLeast(value, 0, nameof(PlateauPatience)); } = 10;

    /// <summary>How much of the last step carries over into the next: it evens out the noise of small batches. 0 turns it off.</summary>
    public double Momentum { get; init => field = Within(value, 0, 1, nameof(Momentum)); } = 0.9;

    /// <summary>
    /// Whether the gradient is taken ahead of the momentum's step (Nesterov), which corrects an overshoot one step earlier. Needs
    /// <see cref="Momentum"/>.
    /// </summary>
    public bool Nesterov { get; init; }

    /// <summary>How much of the gradient's running mean stays from step to step, in Adam and AdamW.</summary>
    public double Beta1 { get; init => field = Within(value, 0, 1, nameof(Beta1)); } = 0.9;

    /// <summary>How much of the squared gradient's running mean stays from step to step, in Adam and AdamW.</summary>
    public double Beta2 { get; init => field = Within(value, 0, 1, nameof(Beta2)); } = 0.999;

    /// <summary>What keeps Adam's and AdamW's steps finite where gradients vanish.</summary>
    public double Epsilon { get; init => field = Above(value, 0, nameof(Epsilon)); } = 1e-8;

    /// <summary>
    /// The pull of each weight towards zero, relative to the gradient: it keeps a network from memorizing its images.
    /// </summary>
    public double WeightDecay { get; init => field = AtLeast(value, 0, nameof(WeightDecay)); }

    /// <summary>
    /// Whether <see cref="WeightDecay"/> pulls at biases and at the scales and shifts of normalizations too, as PyTorch's optimizers do by
    /// default. They cannot memorize images, and decaying them costs accuracy (<see href="https://arxiv.org/abs/1812.01187">He et
    /// al., 2018</see>).
    /// </summary>
    public bool DecayBiasesAndNorms { get; init; } = true;

    /// <summary>
    /// The largest Euclidean norm that the gradient of all parameters may have; a larger one is scaled down. Null for no bound.
    /// </summary>
    public double? ClipNorm { get; init => field = value is { } norm ? Above(norm, 0, nameof(ClipNorm)) : null; }

    /// <summary>The largest absolute value that an element of a gradient may have; a larger one is cut. Null for no bound.</summary>
    public double? ClipValue { get; init => field = value is { } bound ? Above(bound, 0, nameof(ClipValue)) : null; }

    /// <summary>
    /// The share of the target that is spread over all classes (<see href="https://arxiv.org/abs/1512.00567">Szegedy et al., 2015</see>): a
    /// network that need not be certain generalizes better. Training losses are then those of the smoothed targets; evaluations use the
    /// plain ones.
    /// </summary>
    public double LabelSmoothing { get; init => field = Within(value, 0, 1, nameof(LabelSmoothing)); }

    /// <summary>
    /// How much of the averaged weights stays at a step (0.999: an average over about a thousand steps). Where it is given, the average is
    /// what is validated, kept and tested: it has the effect of a smaller learning rate without its slowness. The first steps take less,
    /// after <c>n</c> steps at most <c>(1 + n) / (10 + n)</c>, so that a training shorter than the average does not end near its random
    /// start. Null for no average.
    /// </summary>
    [JsonPropertyName("AverageDecay")]
    public double? EmaDecay { get; init => field = value is { } decay ? Within(decay, 0, 1, nameof(EmaDecay)) : null; }

    /// <summary>After how many epochs without a better validation loss the training ends. Null for never.</summary>
    public int? Patience { get; init => field = value is { } epochs ? AtLeast(epochs, 1, nameof(Patience)) : null; }

    /// <summary>After what time no further step begins: the training validates, tests and ends. Null for no bound.</summary>
    public TimeSpan? MaxTime
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw OutOfRange(nameof(MaxTime), value, "above zero");
    }

    /// <summary>A run that shows whether everything works, instead of the training.</summary>
    public DebugRun DebugRun { get; init; } = DebugRun.None;

    /// <summary>
    /// Fixes initial weights, order of images and dropout. Random numbers are derived from (seed, epoch, step), so on a CPU with the same
    /// number of threads the same seed gives the same numbers, bit for bit.
    /// </summary>
    public long Seed { get; init; } = 1;

    /// <summary>Where to train: <c>auto</c> (CUDA where there is one, else the CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public string Device { get; init => field = Devices.Checked(value); } = Devices.Auto;

    /// <summary>The memory format of images and feature maps. With <c>Auto</c> a training that resumes keeps what it began with.</summary>
    public MemoryFormat MemoryFormat { get; init; } = MemoryFormat.Auto;

    /// <summary>The threads of torch's operators, 1 to <see cref="MaxThreads"/>.</summary>
    public int Threads { get; init => field = ThreadCount(value, nameof(Threads)); } = Environment.ProcessorCount;

    /// <summary>
    /// Whether memory that a step frees stays with the process for the next step, instead of going back to the kernel, which costs time. It
    /// goes back between training and evaluation, before large maps are computed again (<see cref="Recompute"/>), and at the end. On Linux
    /// this sets options of glibc's malloc for the whole process, which cannot be undone; settings in the environment
    /// (<c>MALLOC_TRIM_THRESHOLD_</c>, <c>GLIBC_TUNABLES</c> and the like) take precedence. Results do not change.
    /// </summary>
    public bool KeepFreedMemory { get; init; } = true;

    /// <summary>
    /// Whether <see cref="KeepFreedMemory"/>, which it needs, covers blocks of 4 MiB and more too: steps on large maps then take a
    /// fraction of the time where the kernel is slow to provide pages, and the holes between the blocks raise the peak, by 19 to 47 % where
    /// it was measured. Null, the default: where the training is predicted to take at most half of the free memory, and neither on CUDA
    /// nor with <see cref="Recompute"/>.
    /// </summary>
    public bool? KeepLargeBlocks { get; init; }

    /// <summary>How many batches the loader fills ahead of the network, so that a slow one is not waited for.</summary>
    public int PrefetchBatches { get; init => field = AtLeast(value, 1, nameof(PrefetchBatches)); } = 4;

    /// <summary>The threads that read images, besides torch's own, 1 to <see cref="MaxThreads"/>.</summary>
    public int Workers { get; init => field = ThreadCount(value, nameof(Workers)); } = 1;

    /// <summary>The loader's options for an epoch of training.</summary>
    /// <param name="epoch">The epoch, from which random numbers derive.</param>
    /// <param name="skip">The batches that are done.</param>
    internal LoaderOptions LoaderAt(int epoch, int skip) => EvaluationLoader() with { BatchSize = BatchSize, Epoch = epoch, Skip = skip };

    /// <summary>The loader's options for an evaluation.</summary>
    internal LoaderOptions EvaluationLoader() =>
        new() { BatchSize = EvaluationBatchSize, Prefetch = PrefetchBatches, Workers = Workers, Seed = Seed };

    private static int ThreadCount(int value, string name) =>
        value is >= 1 and <= MaxThreads
            ? value
            : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"1 to {MaxThreads:N0}"));

    private static int AtLeast(int value, int least, string name) =>
        value >= least ? value : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{least} or more"));

    private static double AtLeast(double value, double least, string name) =>
        value >= least && double.IsFinite(value)
            ? value
            : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{least} or more"));

    private static double Above(double value, double bound, string name) =>
        value > bound && double.IsFinite(value)
            ? value
            : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"above {bound}"));

    private static double Within(double value, double least, double bound, string name) =>
        value >= least && value < bound
            ? value
            : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{least} or more and below {bound:g3}"));

    private static ArgumentOutOfRangeException OutOfRange(string name, object value, string range) =>
        new(name, value, $"{name} has to be {range}.");
}
