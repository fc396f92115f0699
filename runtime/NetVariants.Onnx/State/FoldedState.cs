using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Onnx.State;

/// <summary>
/// A network's state with batch normalizations taken into the convolutions before them: W·γ/√(σ² + ε) and (b − μ)·γ/√(σ² + ε) + β, computed
/// in 64 bits.
/// </summary>
internal sealed class FoldedState
{
    private readonly StateTensors _tensors;
    private readonly Dictionary<string, FoldedNorm> _norms;

    /// <summary>Takes the state, and the normalizations that convolutions take in, by the convolutions' paths.</summary>
    public FoldedState(StateTensors tensors, Dictionary<string, FoldedNorm> norms) => (_tensors, _norms) = (tensors, norms);

    /// <summary>A tensor of a module.</summary>
    /// <param name="path">The module; the parameter itself where it has no module.</param>
    /// <param name="entry">The tensor in the module; empty for a parameter without a module.</param>
    public StateValues Read(string path, string entry)
    {
        var name = entry.Length == 0 ? path : $"{path}.{entry}";
        if (!_norms.TryGetValue(path, out var norm))
            return new StateValues(name, _tensors.Read(name), _tensors.ShapeOf(name));
        (var scale, var shift) = Affine(norm);
        if (entry == "bias")
            return new StateValues(name, Bias(path, scale, shift), [scale.Length]);
        var weight = _tensors.Read(name);
        var size = weight.Length / scale.Length;
        for (var i = 0; i < weight.Length; i++)
            weight[i] = (float)(weight[i] * scale[i / size]);
        return new StateValues(name, weight, _tensors.ShapeOf(name));
    }

    private float[] Bias(string path, double[] scale, double[] shift)
    {
        // The convolution's own, where it had one before.
        var own = _tensors.Has($"{path}.bias") ? _tensors.Read($"{path}.bias") : null;
        return [.. shift.Select((value, i) => (float)(value + ((own?[i] ?? 0) * scale[i])))];
    }

    /// <summary>A normalization as x·scale + shift.</summary>
    private (double[] Scale, double[] Shift) Affine(FoldedNorm norm)
    {
        float[] weight = _tensors.Read($"{norm.Path}.weight"), bias = _tensors.Read($"{norm.Path}.bias");
        float[] mean = _tensors.Read($"{norm.Path}.running_mean"), variance = _tensors.Read($"{norm.Path}.running_var");
        double[] scale = [.. weight.Select((value, i) => value / Math.Sqrt(variance[i] + norm.Eps))];
        return (scale, [.. bias.Select((value, i) => value - (mean[i] * scale[i]))]);
    }
}

/// <summary>A batch normalization that a convolution takes in.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Eps">What is added to the variance.</param>
internal sealed record FoldedNorm(string Path, double Eps);

/// <summary>A tensor of the state dict.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its elements.</param>
/// <param name="Shape">Its sizes.</param>
internal sealed record StateValues(string Name, float[] Values, IReadOnlyList<long> Shape);
