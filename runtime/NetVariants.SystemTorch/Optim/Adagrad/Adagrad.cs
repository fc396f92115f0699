#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Steps divided by the root of the sum of all squared gradients (Duchi et al. 2011).</summary>
public partial class Adagrad : OptimizerHelper
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public Adagrad(
        IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
        : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public Adagrad(
        IEnumerable<ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(eps >= 0, nameof(eps), eps);
        Require(lr_decay >= 0, nameof(lr_decay), lr_decay);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        Require(initial_accumulator_value >= 0, nameof(initial_accumulator_value), initial_accumulator_value);
        var defaults = new Options
        {
            LearningRate = lr,
            lr_decay = lr_decay,
            weight_decay = weight_decay,
            initial_accumulator_value = initial_accumulator_value,
            eps = eps,
        };
        Start(defaults, parameters);
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor> closure = null) => Update<Options, State>(Update, closure);

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = (Options)(param_group.Options ??= new Options());
        options.Complete((Options)_defaults);
        Add(param_group, parameter => new State(parameter));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        ReleaseState();
    }

    private static void Update(Parameter parameter, Tensor grad, State state, Options options)
    {
        Tensor direction = Descent(grad, parameter, maximize: false, options.weight_decay.Value);
        double rate = options.LearningRate.Value / (1 + (state.step * options.lr_decay.Value));
        state.step++;
        state.sum.addcmul_(direction, direction, 1);
        parameter.addcdiv_(direction, state.sum.sqrt().add_(options.eps.Value), -rate);
    }
}
