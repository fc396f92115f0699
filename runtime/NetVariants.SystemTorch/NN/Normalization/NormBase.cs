using System;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of batch and instance norm: a scale and a shift for each channel, and running statistics.</summary>
public abstract partial class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? _runningMean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? _runningVar;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? _numBatchesTracked;

    /// <summary>Creates the layer: scale 1, shift 0, running mean 0, running variance 1, no batches seen.</summary>
    /// <param name="num_features">The input's channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">The weight of a batch in the running statistics; null averages all batches.</param>
    /// <param name="affine">Whether there is a learnt scale and shift.</param>
    /// <param name="track_running_stats">Whether there are running statistics, which replace the batch's in evaluation mode.</param>
    /// <param name="device">Where the tensors are; null is the default device.</param>
    /// <param name="dtype">The tensors' type; null is the default type.</param>
    /// <param name="name">What kind of module this is.</param>
    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones([num_features], dtype, device));
            bias = new Parameter(zeros([num_features], dtype, device));
        }

        if (!track_running_stats)
            return;
        running_mean = zeros([num_features], dtype, device);
        running_var = ones([num_features], dtype, device);

        // A count stays an integer whatever the type of the layer: bfloat16 could not count beyond 256.
        num_batches_tracked = zeros([], ScalarType.Int64, device);
    }

    /// <summary>The input's channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>The weight of a batch in the running statistics; null averages all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there is a learnt scale and shift.</summary>
    public bool affine { get; }

    /// <summary>Whether there are running statistics.</summary>
    public bool track_running_stats { get; }

    /// <summary>The scale, [C]; null, whatever its type says, where the layer is not <see cref="affine"/>.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => AssignParameter(ref _weight, value ?? throw new ArgumentNullException(nameof(value)), nameof(weight));
    }

    /// <summary>The shift, [C], or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => AssignParameter(ref _bias, value, nameof(bias));
    }

    /// <summary>The running mean, [C], or null.</summary>
    public Tensor? running_mean
    {
        get => _runningMean;
        set => AssignBuffer(ref _runningMean, value, nameof(running_mean));
    }

    /// <summary>The running variance, unbiased, [C], or null.</summary>
    public Tensor? running_var
    {
        get => _runningVar;
        set => AssignBuffer(ref _runningVar, value, nameof(running_var));
    }

    /// <summary>How many batches the running statistics have seen, an Int64 scalar, or null.</summary>
    public Tensor? num_batches_tracked
    {
        get => _numBatchesTracked;
        set => AssignBuffer(ref _numBatchesTracked, value, nameof(num_batches_tracked));
    }

    /// <summary>Sets the running mean to 0, the running variance to 1 and the batches seen to none.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        running_mean!.zero_();
        running_var!.fill_(1);
        num_batches_tracked!.zero_();
    }

    /// <summary>Sets the scale to 1 and the shift to 0, and resets the running statistics.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine)
            return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    /// <summary>Throws where the input has another number of dimensions than this layer takes.</summary>
    /// <exception cref="ArgumentException">It has.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);

    private protected static void RequireDimensions(Tensor input, int least, int most)
    {
        long dimensions = input.Dimensions;
        if (dimensions >= least && dimensions <= most)
            return;
        string expected = least == most ? $"{most}D" : $"{least}D or {most}D";
        throw new ArgumentException($"expected {expected} input, but got {dimensions}D input.", nameof(input));
    }
}
