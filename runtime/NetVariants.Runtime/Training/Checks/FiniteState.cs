using System;
using System.Linq;
using NetVariants.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>Finds numbers in a network's state that no result can come from.</summary>
internal static class FiniteState
{
    /// <summary>
    /// The first tensor of the state that holds NaN, or a parameter or running statistic that holds infinity; null where none does. Other buffers may mask by
    /// infinity.
    /// </summary>
    public static string? FirstBroken(Module model)
    {
        using IDisposable noGradients = no_grad();
        return StateDictOrder.Of(model).FirstOrDefault(pair => is_floating_point(pair.Tensor.dtype) && IsBroken(pair.Name, pair.Tensor)).Name;
    }

    private static bool IsBroken(string name, Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        bool isBounded = tensor is Parameter || name.EndsWith("running_mean", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal);
        return isBounded ? !tensor.isfinite().all().item<bool>() : tensor.isnan().any().item<bool>();
    }
}
