using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Gives a network another number of classes.</summary>
public static class ModuleHeadExtensions
{
    /// <summary>
    /// Replaces the weights of the last linear layer by new ones for <paramref name="numClasses"/> classes, drawn as PyTorch draws a new
    /// layer's. The layer itself stays, and with it its place and its names in the state dict. Its new parameters are trainable; make the
    /// optimizer afterwards.
    /// </summary>
    /// <param name="module">The network; its forward ends with a linear layer.</param>
    /// <param name="numClasses">The new number of logits.</param>
    /// <returns>The path of the layer: <c>fc</c>, <c>classifier.6</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numClasses"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The network has no linear layer.</exception>
    public static string ReplaceHead(this Module module, int numClasses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numClasses, 1);
        var (path, last) = module.named_modules().LastOrDefault(pair => pair.module is Linear);
        if (last is not Linear head)
            throw new InvalidOperationException($"{module.GetName()} has no linear layer that could be its head.");

        var (device, type) = (head.weight.device, head.weight.dtype);
        using var scope = NewDisposeScope();
        using var fresh = nn.Linear(head.in_features, numClasses, head.bias is not null, device, type);
        head.weight = Copy(fresh.weight);
        if (fresh.bias is not null)
            head.bias = Copy(fresh.bias);
        head.out_features = numClasses;
        return path;
    }

    // The network's own, whatever scope is open.
    private static Parameter Copy(Parameter source) => (Parameter)new Parameter(source.detach().clone()).DetachFromDisposeScope();
}
