#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Steps that grow while a gradient's sign stays and shrink where it changes (Riedmiller and Braun 1993).</summary>
public partial class Rprop : OptimizerHelper
{
    /// <summary>Creates the optimizer of one group of parameters.</summary>
    public Rprop(
        IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
        double max_step = 50, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize)
    {
    }

    /// <summary>Creates the optimizer of several groups; what their options leave open is given here.</summary>
    public Rprop(
        IEnumerable<ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
        double max_step = 50, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr);
        Require(etaminus is > 0 and < 1, nameof(etaminus), etaminus);
        Require(etaplus > 1, nameof(etaplus), etaplus);
        var defaults = new Options
        {
            LearningRate = lr,
            etaminus = etaminus,
            etaplus = etaplus,
            min_step = min_step,
            max_step = max_step,
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
        Tensor direction = Descent(grad, parameter, options.maximize.Value, weightDecay: 0);
        state.step++;
        Tensor agreement = direction.mul(state.prev);
        Tensor turned = agreement.lt(0);
        Tensor factor = ones_like(agreement).masked_fill_(agreement.gt(0), options.etaplus.Value).masked_fill_(turned, options.etaminus.Value);
        state.step_size.mul_(factor).clamp_((Scalar)options.min_step.Value, (Scalar)options.max_step.Value);

        // Where the sign changed, the minimum was passed: the element waits a step.
        state.prev.copy_(direction.masked_fill(turned, 0));
        parameter.addcmul_(state.prev.sign(), state.step_size, -1);
    }
}
