#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Steps divided by a running average of the gradient's size (Hinton 2012; centred: Graves 2013).</summary>
public partial class RMSProp : OptimizerHelper, optim.IMomentum
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(eps >= 0, nameof(eps), eps);
        Require(alpha >= 0, nameof(alpha), alpha);
        Require(momentum >= 0, nameof(momentum), momentum);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        var defaults = new Options
        {
            LearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
            maximize = maximize,
        };
        Start(defaults, parameters);
    }

    /// <summary>The momentum of groups that are added later.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum.Value;
        set => ((Options)_defaults).momentum = value;
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
        double alpha = options.alpha.Value;
        double momentum = options.momentum.Value;
        double rate = options.LearningRate.Value;
        Tensor direction = Descent(grad, parameter, options.maximize.Value, options.weight_decay.Value);
        state.step++;
        state.square_avg.mul_(alpha).addcmul_(direction, direction, 1 - alpha);
        Tensor size = state.square_avg;
        if (options.centered.Value)
        {
            state.grad_avg.mul_(alpha).add_(direction, 1 - alpha);
            size = size.addcmul(state.grad_avg, state.grad_avg, -1);
        }

        Tensor divisor = size.sqrt().add_(options.eps.Value);
        if (momentum > 0)
            parameter.add_(state.momentum_buffer.mul_(momentum).addcdiv_(direction, divisor), -rate);
        else
            parameter.addcdiv_(direction, divisor, -rate);
    }
}
