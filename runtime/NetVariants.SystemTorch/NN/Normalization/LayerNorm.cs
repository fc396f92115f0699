using System;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises the last dimensions of each sample to mean 0 and variance 1, and scales and shifts each element (Ba et al. 2016).</summary>
public sealed partial class LayerNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (!elementwise_affine)
            return;
        weight = new Parameter(ones(normalized_shape, dtype, device));
        if (bias)
            this.bias = new Parameter(zeros(normalized_shape, dtype, device));
    }

    /// <summary>The sizes of the dimensions that are normalised, the input's last ones.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there is a learnt scale.</summary>
    public bool elementwise_affine { get; set; }

    /// <summary>The scale, of <see cref="normalized_shape"/>; null, whatever its type says, where the layer has none.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => AssignParameter(ref _weight, value ?? throw new ArgumentNullException(nameof(value)), nameof(weight));
    }

    /// <summary>The shift, of <see cref="normalized_shape"/>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => AssignParameter(ref _bias, value, nameof(bias));
    }

    /// <summary>Sets the scale to 1 and the shift to 0.</summary>
    public void reset_parameters()
    {
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
}
