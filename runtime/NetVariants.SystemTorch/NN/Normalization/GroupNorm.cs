using System;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises groups of channels of each sample of [N, C, …] to mean 0 and variance 1, and scales and shifts each channel (Wu and He 2018).</summary>
public sealed partial class GroupNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        this.num_groups = num_groups;
        this.eps = eps;
        this.affine = affine;
        if (!affine)
            return;
        weight = new Parameter(ones([num_channels], dtype, device));
        bias = new Parameter(zeros([num_channels], dtype, device));
    }

    /// <summary>How many groups the channels form.</summary>
    public long num_groups { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there is a learnt scale and shift.</summary>
    public bool affine { get; set; }

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

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        if (tensor.Dimensions < 3)
            throw new ArgumentException($"Invalid number of dimensions for GroupNorm argument: {tensor.Dimensions}", nameof(tensor));
        return nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
    }
}
