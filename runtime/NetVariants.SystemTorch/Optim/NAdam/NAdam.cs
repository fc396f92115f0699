#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
public partial class NAdam : OptimizerHelper, optim.IBetas
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public NAdam(
        IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        double momentum_decay = 0.004)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, momentum_decay)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public NAdam(
        IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, double momentum_decay = 0.004)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(eps >= 0, nameof(eps), eps);
        Require(beta1 is >= 0 and < 1, nameof(beta1), beta1);
        Require(beta2 is >= 0 and < 1, nameof(beta2), beta2);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        Require(momentum_decay >= 0, nameof(momentum_decay), momentum_decay);
        var defaults = new Options
        {
            LearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            momentum_decay = momentum_decay,
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
        double beta2 = options.beta2.Value;
        double rate = options.LearningRate.Value;
        Tensor direction = Descent(grad, parameter, maximize: false, options.weight_decay.Value);
        state.step++;
        double mu = beta1 * (1 - (0.5 * Math.Pow(0.96, state.step * options.momentum_decay.Value)));
        double nextMu = beta1 * (1 - (0.5 * Math.Pow(0.96, (state.step + 1) * options.momentum_decay.Value)));
        state.mu_product *= mu;
        state.exp_avg.mul_(beta1).add_(direction, 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(direction, direction, 1 - beta2);

        Tensor divisor = state.exp_avg_sq.div(1 - Math.Pow(beta2, state.step)).sqrt_().add_(options.eps.Value);
        parameter.addcdiv_(direction, divisor, -rate * (1 - mu) / (1 - state.mu_product));
        parameter.addcdiv_(state.exp_avg, divisor, -rate * nextMu / (1 - (state.mu_product * nextMu)));
    }
}
