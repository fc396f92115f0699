using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Modules;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Keeps parts of a network as they are while the rest is trained.</summary>
public static class ModuleFreezingExtensions
{
    /// <summary>
    /// Freezes the parameters under some paths: they get no gradients, and an optimizer that is made afterwards of <see cref="Trainable"/>
    /// passes them over. Their batch normalizations stay as they are too where the training loop calls <see cref="TrainAllButFrozen"/>, as
    /// the trainer does.
    /// </summary>
    /// <param name="module">The network.</param>
    /// <param name="paths">Modules or parameters: <c>features</c>, <c>layer1.0</c>, <c>conv1.weight</c>. None for the whole
    /// network.</param>
    /// <returns>The number of frozen parameters (elements) that were not frozen before.</returns>
    /// <exception cref="ArgumentException">A path names nothing; nothing is changed.</exception>
    public static long Freeze(this Module module, params IReadOnlyList<string> paths) => Set(module, paths, trainable: false);

    /// <summary>Lets the parameters under some paths be trained again.</summary>
    /// <param name="module">The network.</param>
    /// <param name="paths">Modules or parameters; none for the whole network.</param>
    /// <returns>The number of parameters (elements) that were frozen before.</returns>
    /// <exception cref="ArgumentException">A path names nothing; nothing is changed.</exception>
    public static long Unfreeze(this Module module, params IReadOnlyList<string> paths) => Set(module, paths, trainable: true);

    /// <summary>The parameters that are not frozen, for an optimizer.</summary>
    public static IEnumerable<Parameter> Trainable(this Module module) => module.parameters().Where(parameter => parameter.requires_grad);

    /// <summary>
    /// Puts the network into training mode, and every batch normalization whose parameters are frozen into evaluation mode: it then
    /// normalizes by its statistics and leaves them alone, where training mode would let them drift away from the frozen weights.
    /// </summary>
    public static void TrainAllButFrozen(this Module module)
    {
        module.train();
        foreach (var part in module.modules().Where(
            part => part is TorchSharp.Modules.BatchNorm1d or TorchSharp.Modules.BatchNorm2d or TorchSharp.Modules.BatchNorm3d))
        {
            Parameter[] own = [.. part.parameters(recurse: false)];
            if (own.Length > 0 && own.All(parameter => !parameter.requires_grad))
                part.eval();
        }
    }

    private static long Set(Module module, IReadOnlyList<string> paths, bool trainable)
    {
        (string Name, Parameter Parameter)[] all = [.. module.named_parameters()];
        ModulePath.Check(paths, [.. all.Select(pair => pair.Name)]);
        long changed = 0;
        foreach (var (name, parameter) in all)
        {
            if (parameter.requires_grad == trainable || (paths.Count > 0 && !paths.Any(path => ModulePath.Covers(path, name))))
                continue;
            parameter.requires_grad = trainable;
            changed += parameter.NumberOfElements;
        }

        return changed;
    }
}
