using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Normalises each channel to mean 0 and variance 1, over the batch in training mode and by the running statistics in evaluation mode
/// (Ioffe and Szegedy 2015).
/// </summary>
public abstract partial class BatchNorm : NormBase
{
    /// <summary>Creates the layer; see <see cref="NormBase"/>.</summary>
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        double share = momentum ?? 0;
        if (training && num_batches_tracked is not null)
        {
            num_batches_tracked.add_(1);
            share = momentum ?? 1.0 / num_batches_tracked.item<long>();
        }

        bool useBatch = training || (running_mean is null && running_var is null);
        bool useRunning = !training || track_running_stats;
        return nn.functional.batch_norm(input, useRunning ? running_mean : null, useRunning ? running_var : null, weight, bias, useBatch, share, eps);
    }
}
