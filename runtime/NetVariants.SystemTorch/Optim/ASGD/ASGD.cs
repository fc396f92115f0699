#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent that also averages the parameters over its steps (Polyak and Juditsky 1992).</summary>
public partial class ASGD : OptimizerHelper
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public ASGD(
        IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000,
        double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public ASGD(
        IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000,
        double weight_decay = 0, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        var defaults = new Options
        {
            LearningRate = lr,
            lambd = lambd,
            alpha = alpha,
            t0 = t0,
            weight_decay = weight_decay,
            maximize = maximize,
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
        double lambda = options.lambd.Value;
        double rate = options.LearningRate.Value;
        Tensor direction = Descent(grad, parameter, options.maximize.Value, options.weight_decay.Value);
        state.step++;
        parameter.mul_(1 - (lambda * state.eta)).add_(direction, -state.eta);
        if (state.mu == 1)
            state.ax.copy_(parameter);
        else
            state.ax.add_(parameter.sub(state.ax).mul_(state.mu));
        state.eta = rate / Math.Pow(1 + (lambda * rate * state.step), options.alpha.Value);
        state.mu = 1 / Math.Max(1, state.step - options.t0.Value);
    }
}
