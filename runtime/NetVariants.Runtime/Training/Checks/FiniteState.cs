using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Files;
using NetVariants.Modules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training.Checks;

/// <summary>Finds NaN and infinity in a network's state.</summary>
internal static class FiniteState
{
    private const int ImagesShown = 8;

    /// <summary>The error of an evaluation whose loss is NaN or infinite.</summary>
    public static InvalidOperationException NoResult(double loss, IReadOnlyList<int> images) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The loss is {loss} on the images {Names(images)}: look at the network's weights, "
            + $"at the normalization and at these images."));

    /// <summary>The first of some images, for a message.</summary>
    public static string Names(IReadOnlyList<int> images) => FirstFew.Of(images, ImagesShown);

    /// <summary>
    /// The first tensor of the state that holds NaN, or a parameter or running statistic that holds infinity; null where none does. Other
    /// buffers may mask by infinity.
    /// </summary>
    public static string? FirstNonFinite(Module model)
    {
        using var noGradients = no_grad();
        return StateDictOrder.Of(model).FirstOrDefault(pair => IsNonFinite(pair.Name, pair.Tensor is Parameter, pair.Tensor)).Name;
    }

    /// <summary>Whether values for a tensor of the state hold NaN, or infinity where it has no meaning.</summary>
    public static bool IsNonFinite(string name, bool isParameter, Tensor tensor)
    {
        if (!is_floating_point(tensor.dtype))
            return false;
        using var scope = NewDisposeScope();
        var isBounded = isParameter || name.EndsWith("running_mean", StringComparison.Ordinal)
            || name.EndsWith("running_var", StringComparison.Ordinal);
        return isBounded ? !tensor.isfinite().all().item<bool>() : tensor.isnan().any().item<bool>();
    }
}
