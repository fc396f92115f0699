#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum (Sutskever et al. 2013).</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(momentum >= 0, nameof(momentum), momentum);
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay);
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening", nameof(nesterov));
        var defaults = new Options
        {
            LearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
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
        double momentum = options.momentum.Value;
        Tensor step = Descent(grad, parameter, options.maximize.Value, options.weight_decay.Value);
        if (momentum != 0)
        {
            if (state.momentum_buffer is null)
                state.momentum_buffer = step.clone().detach().DetachFromDisposeScope();
            else
                state.momentum_buffer.mul_(momentum).add_(step, 1 - options.dampening.Value);
            step = options.nesterov.Value ? step.add(state.momentum_buffer, momentum) : state.momentum_buffer;
        }

        parameter.add_(step, -options.LearningRate.Value);
    }
}
