using System.Linq;
using NetVariants.Native;
using NetVariants.Weights;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>
/// Bounds the gradients of a network's parameters, as <c>torch.nn.utils.clip_grad_norm_</c> and <c>clip_grad_value_</c> do.
/// </summary>
internal static class GradientClipping
{
    /// <summary>Scales the gradients so that their common Euclidean norm is at most <paramref name="maximum"/>.</summary>
    public static void Norm(Module model, double maximum)
    {
        using var scope = NewDisposeScope();
        var gradients = GradientsOf(model);
        if (gradients.Length == 0)
            return;
        var norm = stack([.. gradients.Select(gradient => gradient.norm())]).norm().to(ScalarType.Float64).item<double>();
        // A NaN norm makes every gradient NaN.
        if (maximum / (norm + 1e-6) is var factor && !(factor >= 1))
            TensorLists.Multiply(gradients, factor);
    }

    /// <summary>Cuts every element to at most <paramref name="bound"/> in size.</summary>
    public static void Value(Module model, double bound)
    {
        using var scope = NewDisposeScope();
        TensorLists.Clamp(GradientsOf(model), bound);
    }

    private static Tensor[] GradientsOf(Module model) =>
        [.. model.Trainable().Select(parameter => parameter.grad!).Where(gradient => gradient is not null)];
}
