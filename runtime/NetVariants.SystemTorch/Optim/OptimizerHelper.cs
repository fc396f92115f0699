#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of the optimizers that are written in managed code.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    /// <summary>The options of groups that leave theirs open.</summary>
    protected OptimizerOptions _defaults;

    /// <summary>The state of each parameter, by its handle.</summary>
    protected OrderedDict<nint, OptimizerState> _state = new();

    /// <summary>Creates an optimizer without groups.</summary>
    public OptimizerHelper()
    {
    }

    /// <summary>Moves the state to a device.</summary>
    public void to(Device device)
    {
        foreach (Parameter parameter in parameters())
            _state[parameter.Handle].to(device);
    }

    /// <summary>Computes the loss where a closure is given, and runs <paramref name="body"/> on every group, outside autograd and in a dispose scope.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null) where T : ParamGroup
    {
        Tensor loss = base.step(loss_closure);
        using IDisposable untracked = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in _parameter_groups)
            body((T)group);
        return loss;
    }

    /// <summary>Runs <paramref name="update"/> on every parameter that has a gradient, and disposes what it left before the next, so that temporaries do not pile up.</summary>
    private protected Tensor Update<TOptions, TState>(Action<Parameter, Tensor, TState, TOptions> update, Func<Tensor> closure)
        where TOptions : OptimizerOptions
        where TState : OptimizerState
        => _step<ParamGroup>(
            group =>
            {
                using DisposeScope scope = NewDisposeScope();
                foreach (Parameter parameter in group.Parameters)
                {
                    Tensor grad = parameter.grad;
                    if (grad is not null)
                        update(parameter, grad, (TState)_state[parameter.Handle], (TOptions)group.Options);
                    scope.DisposeEverything();
                }
            },
            closure);

    /// <summary>The direction of descent that the rules start from: the gradient, negated to maximise, with the weight decay's share of the parameter.</summary>
    private protected static Tensor Descent(Tensor grad, Parameter parameter, bool maximize, double weightDecay)
    {
        Tensor direction = maximize ? grad.neg() : grad;
        return weightDecay == 0 ? direction : direction.add(parameter, weightDecay);
    }

    /// <summary>Sets the optimizer's own options and adds its first groups.</summary>
    private protected void Start(OptimizerOptions defaults, IEnumerable<ParamGroup> groups)
    {
        defaults.InitialLearningRate = defaults.LearningRate.Value;
        _defaults = defaults;
        foreach (ParamGroup group in groups)
            add_param_group(group);
    }

    /// <summary>Adds a group whose options are complete.</summary>
    private protected void Add(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        // A module's parameters are a walk over its tree: it is done once, not at every step.
        List<Parameter> members = [.. group.Parameters];
        group.Parameters = members;
        _parameter_groups.Add(group);
        foreach (Parameter parameter in members)
        {
            OptimizerState state = newState(parameter);
            state.Initialize(group.Options);
            _state[parameter.Handle] = state;
        }
    }

    /// <summary>Disposes and forgets every state.</summary>
    private protected void ReleaseState()
    {
        foreach (IDisposable state in _state.values().OfType<IDisposable>())
            state.Dispose();
        _state.Clear();
    }

    private protected static void Require(bool valid, string option, double value)
    {
        if (!valid)
            throw new ArgumentException($"Invalid {option} value: {value}", option);
    }
}
