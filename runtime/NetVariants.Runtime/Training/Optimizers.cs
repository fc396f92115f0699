using System.Collections.Generic;
using System.Linq;
using NetVariants.Weights;
using TorchSharp.Modules;
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
        // Biases and the scales and shifts of normalisations have one dimension.
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

    /// <summary>Sets the learning rate of all groups.</summary>
    public static void SetRate(OptimizerHelper optimizer, double rate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = rate;
    }
}
