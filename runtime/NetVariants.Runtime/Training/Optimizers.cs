using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace NetVariants.Training;

/// <summary>Makes optimizers and sets their rates.</summary>
internal static class Optimizers
{
    /// <summary>An optimizer of the parameters that are not frozen.</summary>
    public static OptimizerHelper Create(TrainerOptions options, Module model)
    {
        Parameter[] all = [.. model.Trainable()];
        // Biases and the scales and shifts of normalizations have one dimension.
        (Parameter[] Parameters, double Decay)[] groups = options.DecayBiasesAndNorms
            ? [(all, options.WeightDecay)]
            : [
                ([.. all.Where(parameter => parameter.ndim > 1)], options.WeightDecay),
                ([.. all.Where(parameter => parameter.ndim <= 1)], 0)
            ];
        var filled = groups.Where(group => group.Parameters.Length > 0);
        var (rate, beta1, beta2, epsilon) = (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon);
        return options.Optimizer switch
        {
            OptimizerKind.Adam => Adam(
                filled.Select(group => new Adam.ParamGroup(group.Parameters, rate, beta1, beta2, epsilon, group.Decay)),
                rate,
                beta1,
                beta2,
                epsilon),
            OptimizerKind.AdamW => AdamW(
                filled.Select(group => new AdamW.ParamGroup(group.Parameters, rate, beta1, beta2, epsilon, group.Decay)),
                rate,
                beta1,
                beta2,
                epsilon),
            _ => SGD(
                filled.Select(
                    group => new SGD.ParamGroup(
                        group.Parameters, rate, options.Momentum, weight_decay: group.Decay, nesterov: options.Nesterov)),
                rate,
                options.Momentum,
                nesterov: options.Nesterov),
        };
    }

    /// <summary>The parameters of each group with their states.</summary>
    public static IEnumerable<OptimizerGroup> GroupsOf(OptimizerHelper optimizer)
    {
        var states = new Queue<OptimizerState>(optimizer.state_dict().State);
        foreach (var group in optimizer.ParamGroups.Cast<ParamGroup>())
            yield return new(group.Options, [.. group.Parameters.Select(parameter => (parameter, states.Dequeue()))]);
    }

    /// <summary>Writes an optimizer's state.</summary>
    public static void Save(OptimizerHelper optimizer, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        optimizer.save_state_dict(writer);
    }

    /// <summary>Loads a saved state, in the parameters' element type and on their device.</summary>
    public static void Load(OptimizerHelper optimizer, BinaryReader reader)
    {
        // TorchSharp reads a momentum into 32-bit floats on the CPU, unless there is a tensor to read it into.
        foreach (var (parameter, state) in GroupsOf(optimizer).SelectMany(group => group.Entries))
        {
            if (state is SGD.State sgd)
                sgd.momentum_buffer ??= zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();
        }

        optimizer.load_state_dict(reader);
    }

    /// <summary>Sets the learning rate of all groups.</summary>
    public static void SetRate(OptimizerHelper optimizer, double rate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = rate;
    }
}

/// <summary>Parameters that share an optimizer's options.</summary>
internal sealed record OptimizerGroup(OptimizerOptions Options, IReadOnlyList<(Parameter Parameter, OptimizerState State)> Entries);
