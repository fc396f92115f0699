using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetVariants.Training;

/// <summary>
/// The step of an optimizer, over all parameters of a group in one call of libtorch's fused kernels, which read each number once, where
/// TorchSharp's step passes over it up to seven times. State and options stay the optimizer's own, and so do checkpoints.
/// </summary>
/// <remarks>
/// TorchSharp's own step is taken where libtorch's C interface is not available, and for parameters that the kernels do not go through as
/// they lie in memory: other than contiguous 32 or 64 bit floats of one type on one device.
/// </remarks>
internal sealed class OptimizerStep
{
    private readonly OptimizerHelper _optimizer;
    private readonly OptimizerGroup[] _groups;

    public OptimizerStep(OptimizerHelper optimizer)
    {
        _optimizer = optimizer;
        _groups = [.. Optimizers.GroupsOf(optimizer)];
        Parameter[] parameters = [.. _groups.SelectMany(group => group.Entries).Select(entry => entry.Parameter)];
        IsFused = Aten.IsAvailable && parameters.All(
            parameter => parameter.is_contiguous()
                && parameter.dtype is ScalarType.Float32 or ScalarType.Float64
                && parameter.dtype == parameters[0].dtype
                && (parameter.device_type, parameter.device_index) == (parameters[0].device_type, parameters[0].device_index));
    }

    /// <summary>Whether libtorch's fused kernels take the steps.</summary>
    public bool IsFused { get; }

    /// <summary>Changes the parameters that have gradients; the others stay as they are.</summary>
    /// <param name="rate">The learning rate of all groups.</param>
    public void Take(double rate)
    {
        Optimizers.SetRate(_optimizer, rate);
        if (!IsFused)
        {
            _optimizer.step();
            return;
        }

        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var group in _groups)
        {
            (Parameter Parameter, Tensor Gradient, OptimizerState State)[] entries =
            [
                .. group.Entries
                    .Select(entry => (entry.Parameter, Gradient: entry.Parameter.grad!, entry.State))
                    .Where(entry => entry.Gradient is not null)
                    .Select(entry => (entry.Parameter, entry.Gradient.contiguous(), entry.State)),
            ];
            if (entries.Length == 0)
                continue;
            Tensor[] parameters = [.. entries.Select(entry => entry.Parameter)];
            Tensor[] gradients = [.. entries.Select(entry => entry.Gradient)];
            OptimizerState[] states = [.. entries.Select(entry => entry.State)];
            if (group.Options is SGD.Options sgd)
                Sgd(sgd, parameters, gradients, states.Cast<SGD.State>());
            else
                Adam(group.Options, parameters, gradients, states);
        }
    }

    private static void Sgd(SGD.Options options, Tensor[] parameters, Tensor[] gradients, IEnumerable<SGD.State> states)
    {
        var momentum = options.momentum!.Value;
        // From zeros the first step gives the gradient itself, as PyTorch's first step sets it.
        Tensor[] buffers = momentum == 0
            ? []
            : [.. states.Zip(parameters, (state, parameter) => state.momentum_buffer ??= zeros_like(parameter).DetachFromDisposeScope())];
        Aten.Run(
            "aten::_fused_sgd_",
            "",
            Argument.From(parameters),
            Argument.From(gradients),
            Argument.From(buffers),
            Argument.Float(options.weight_decay!.Value),
            Argument.Float(momentum),
            Argument.Float(options.LearningRate!.Value),
            Argument.Float(options.dampening!.Value),
            Argument.Bool(options.nesterov!.Value),
            Argument.Bool(options.maximize!.Value),
            Argument.Bool(false), // is_first_step
            Argument.None, // grad_scale
            Argument.None); // found_inf
    }

    private static void Adam(OptimizerOptions options, Tensor[] parameters, Tensor[] gradients, OptimizerState[] states)
    {
        var (name, beta1, beta2, decay, epsilon) = options switch
        {
            Adam.Options adam => ("aten::_fused_adam_", adam.beta1, adam.beta2, adam.weight_decay, adam.eps),
            AdamW.Options adamW => ("aten::_fused_adamw_", adamW.beta1, adamW.beta2, adamW.weight_decay, adamW.eps),
            _ => throw new NotSupportedException(options.GetType().Name),
        };
        var moments = states.Select(MomentsAfterOneMore).ToArray();
        // A parameter that had no gradient at some step counts fewer than the others.
        var counts = moments.Select(moment => moment.Steps).Distinct().ToDictionary(
            steps => steps, steps => tensor((float)steps, device: parameters[0].device));
        Aten.Run(
            name,
            "",
            Argument.From(parameters),
            Argument.From(gradients),
            Argument.From([.. moments.Select(moment => moment.Mean)]),
            Argument.From([.. moments.Select(moment => moment.Square)]),
            Argument.From([]), // max_exp_avg_sqs, of AMSGrad
            Argument.From([.. moments.Select(moment => counts[moment.Steps])]),
            Argument.Float(options.LearningRate!.Value),
            Argument.Float(beta1!.Value),
            Argument.Float(beta2!.Value),
            Argument.Float(decay!.Value),
            Argument.Float(epsilon!.Value),
            Argument.Bool(false), // amsgrad
            Argument.Bool(false), // maximize
            Argument.None, // grad_scale
            Argument.None); // found_inf
    }

    private static (Tensor Mean, Tensor Square, long Steps) MomentsAfterOneMore(OptimizerState state)
    {
        if (state is Adam.State adam)
            return (adam.exp_avg, adam.exp_avg_sq, ++adam.step);
        var adamW = (AdamW.State)state;
        return (adamW.exp_avg, adamW.exp_avg_sq, ++adamW.step);
    }
}
