using System;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where positive, else x times a learnt slope: one for all, or one a channel. The input is [N, C, …].</summary>
public sealed partial class PReLU : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
    {
        this.num_parameters = num_parameters;
        this.init = init;
        weight = new Parameter(full([num_parameters], init, dtype, device));
    }

    /// <summary>How many slopes are learnt: 1 or the number of channels.</summary>
    public long num_parameters { get; }

    /// <summary>What the slopes start at.</summary>
    public double init { get; }

    /// <summary>The slopes, [<see cref="num_parameters"/>].</summary>
    public Parameter weight
    {
        get => _weight!;
        set => AssignParameter(ref _weight, value ?? throw new ArgumentNullException(nameof(value)), nameof(weight));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);
}
