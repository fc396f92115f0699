#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Steps scaled by running averages of the squared gradients and of the squared steps (Zeiler 2012).</summary>
public partial class Adadelta : OptimizerHelper
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public Adadelta(
        IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, rho, eps, weight_decay, maximize)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public Adadelta(
        IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
        bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(rho is >= 0 and <= 1, nameof(rho), rho);
        Require(eps >= 0, nameof(eps), eps);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        var defaults = new Options
        {
            LearningRate = lr,
            rho = rho,
            eps = eps,
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
        double rho = options.rho.Value;
        double eps = options.eps.Value;
        Tensor direction = Descent(grad, parameter, options.maximize.Value, options.weight_decay.Value);
        state.step++;
        state.square_avg.mul_(rho).addcmul_(direction, direction, 1 - rho);
        Tensor divisor = state.square_avg.add(eps).sqrt_();
        Tensor step = state.acc_delta.add(eps).sqrt_().div_(divisor).mul_(direction);
        state.acc_delta.mul_(rho).addcmul_(step, step, 1 - rho);
        parameter.add_(step, -options.LearningRate.Value);
    }
}
