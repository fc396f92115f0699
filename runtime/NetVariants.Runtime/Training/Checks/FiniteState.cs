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
    /// <summary>The first tensor of the state that holds NaN, or a parameter that holds infinity; null where none does. A buffer may mask by infinity.</summary>
    public static string? FirstBroken(Module model)
    {
        using IDisposable noGradients = no_grad();
        return StateDictOrder.Of(model).FirstOrDefault(pair => is_floating_point(pair.Tensor.dtype) && IsBroken(pair.Tensor)).Name;
    }

    private static bool IsBroken(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor is Parameter ? !tensor.isfinite().all().item<bool>() : tensor.isnan().any().item<bool>();
    }
}
