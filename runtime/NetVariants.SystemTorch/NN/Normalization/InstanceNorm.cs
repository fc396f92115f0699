using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel of each sample to mean 0 and variance 1 (Ulyanov et al. 2016).</summary>
public abstract partial class InstanceNorm : NormBase
{
    /// <summary>Creates the layer; see <see cref="NormBase"/>.</summary>
    public InstanceNorm(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(num_features, eps, momentum ?? 0.1, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>The dimensions of an input without a batch: the channels and the spatial ones.</summary>
    protected abstract long GetNumberOfBatchDimensions();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        long[] shape = input.shape;
        bool batched = shape.Length > GetNumberOfBatchDimensions();
        long channels = shape[batched ? 1 : 0];
        if (channels != num_features)
            throw new ArgumentException($"expected {num_features} channels, but got [{string.Join(", ", shape)}].", nameof(input));
        if (batched)
            return Normalise(input);

        using Tensor batch = input.unsqueeze(0);
        using Tensor result = Normalise(batch);
        return result.squeeze(0);
    }

    private Tensor Normalise(Tensor input)
        => nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0.1, eps);
}
