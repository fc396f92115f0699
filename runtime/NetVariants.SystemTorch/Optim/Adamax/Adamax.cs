#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with the greatest absolute gradient in place of the squared average (Kingma and Ba 2015).</summary>
public partial class Adamax : OptimizerHelper, optim.IBetas
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public Adamax(
        IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public Adamax(
        IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(eps >= 0, nameof(eps), eps);
        Require(beta1 is >= 0 and < 1, nameof(beta1), beta1);
        Require(beta2 is >= 0 and < 1, nameof(beta2), beta2);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        var defaults = new Options
        {
            LearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
        };
        Start(defaults, parameters);
    }

    /// <summary>The decay rates of groups that are added later.</summary>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1.Value, ((Options)_defaults).beta2.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
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
        double beta1 = options.beta1.Value;
        Tensor direction = Descent(grad, parameter, maximize: false, options.weight_decay.Value);
        state.step++;
        state.exp_avg.mul_(beta1).add_(direction, 1 - beta1);
        state.RaiseInfinityNorm(direction, options.beta2.Value, options.eps.Value);
        double correction = 1 - Math.Pow(beta1, state.step);
        parameter.addcdiv_(state.exp_avg, state.exp_inf, -options.LearningRate.Value / correction);
    }
}
