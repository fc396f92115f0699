using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace NetVariants.Native;

/// <summary>
/// Changes all tensors of a list by libtorch's <c>_foreach_</c> operators, in one call; one after the other where libtorch's C interface is
/// not available. All tensors of a list have one element type and one device. Nothing is recorded for gradients.
/// </summary>
internal static class TensorLists
{
    /// <summary><c>tensor *= factor</c>.</summary>
    public static void Multiply(IReadOnlyList<Tensor> tensors, double factor)
    {
        if (tensors.Count == 0)
            return;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var number = NumberLike(tensors[0], factor);
        if (Aten.IsAvailable)
        {
            Aten.Run("aten::_foreach_mul_", "Tensor", Argument.From(tensors), Argument.From(number));
            return;
        }

        foreach (var tensor in tensors)
            tensor.mul_(number);
    }

    /// <summary>Cuts every element to <c>[−bound, bound]</c>; NaN stays NaN.</summary>
    public static void Clamp(IReadOnlyList<Tensor> tensors, double bound)
    {
        if (tensors.Count == 0)
            return;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var lower = NumberLike(tensors[0], -bound);
        var upper = NumberLike(tensors[0], bound);
        if (Aten.IsAvailable)
        {
            Aten.Run("aten::_foreach_clamp_min_", "List", Argument.From(tensors), Argument.From(Repeated(lower, tensors.Count)));
            Aten.Run("aten::_foreach_clamp_max_", "List", Argument.From(tensors), Argument.From(Repeated(upper, tensors.Count)));
            return;
        }

        foreach (var tensor in tensors)
            tensor.clamp_(lower, upper);
    }

    /// <summary><c>tensor += part · (target − tensor)</c>.</summary>
    public static void MoveTowards(IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor> targets, double part)
    {
        if (tensors.Count == 0)
            return;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var weight = NumberLike(tensors[0], part);
        if (Aten.IsAvailable)
        {
            Aten.Run(
                "aten::_foreach_lerp_",
                "List",
                Argument.From(tensors),
                Argument.From(targets),
                Argument.From(Repeated(weight, tensors.Count)));
            return;
        }

        foreach (var (tensor, target) in tensors.Zip(targets))
            tensor.lerp_(target, weight);
    }

    /// <summary><c>tensor = source</c>.</summary>
    public static void Copy(IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor> sources)
    {
        if (tensors.Count == 0)
            return;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        if (Aten.IsAvailable)
        {
            Aten.Run("aten::_foreach_copy_", "", Argument.From(tensors), Argument.From(sources), Argument.Bool(false));
            return;
        }

        foreach (var (tensor, source) in tensors.Zip(sources))
            tensor.copy_(source);
    }

    /// <summary>A tensor without dimensions: TorchSharp's <c>Scalar</c> may be collected while libtorch reads it.</summary>
    private static Tensor NumberLike(Tensor like, double value) => tensor(value, like.dtype, like.device);

    private static Tensor[] Repeated(Tensor tensor, int count) => [.. Enumerable.Repeat(tensor, count)];
}
