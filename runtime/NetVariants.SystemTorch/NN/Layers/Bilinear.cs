using System;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A bilinear map of two inputs' last dimensions: x₁ᵀ · weight · x₂ + bias, [N, …, in₁] and [N, …, in₂] become [N, …, out].</summary>
public sealed partial class Bilinear : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Bilinear))
    {
        this.in1_features = in1_features;
        this.in2_features = in2_features;
        this.out_features = out_features;
        double bound = 1 / Math.Sqrt(in1_features);
        weight = new Parameter(empty([out_features, in1_features, in2_features], dtype, device));
        nn.init.uniform_(weight, -bound, bound);
        if (!hasBias)
            return;
        bias = new Parameter(empty([out_features], dtype, device));
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>The size of the first input's last dimension.</summary>
    public long in1_features { get; set; }

    /// <summary>The size of the second input's last dimension.</summary>
    public long in2_features { get; set; }

    /// <summary>The size of the result's last dimension.</summary>
    public long out_features { get; set; }

    /// <summary>The map, [out, in₁, in₂].</summary>
    public Parameter weight
    {
        get => _weight!;
        set => AssignParameter(ref _weight, value ?? throw new ArgumentNullException(nameof(value)), nameof(weight));
    }

    /// <summary>What is added, [out], or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => AssignParameter(ref _bias, value, nameof(bias));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.bilinear(input1, input2, weight, bias);
}
