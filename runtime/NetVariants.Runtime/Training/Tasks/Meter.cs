using System;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Training.Tasks;

/// <summary>Sums loss and hits on the device that computes them.</summary>
internal sealed class Meter : IDisposable
{
    private readonly Tensor _loss;
    private readonly Tensor _correct;
    private long _images;

    /// <summary>Sums that begin at zero, or at <paramref name="earlier"/> ones.</summary>
    public Meter(Device device, RunningMetrics? earlier = null)
    {
        _loss = zeros(1, ScalarType.Float64, device).DetachFromDisposeScope();
        _correct = zeros(1, ScalarType.Int64, device).DetachFromDisposeScope();
        if (earlier is null)
            return;
        _loss.add_(earlier.LossSum);
        _correct.add_(earlier.Correct);
        _images = earlier.Images;
    }

    /// <summary>The images so far.</summary>
    public long Images => _images;

    /// <summary>Begins again at zero.</summary>
    public void Reset()
    {
        // TorchSharp's zero_ gives another handle of the tensor.
        using var scope = NewDisposeScope();
        _loss.zero_();
        _correct.zero_();
        _images = 0;
    }

    /// <summary>
    /// Adds a batch: its mean <paramref name="loss"/>, its <paramref name="logits"/> <c>[N, classes]</c> and <paramref name="labels"/>
    /// <c>[N]</c>.
    /// </summary>
    public void Add(Tensor loss, Tensor logits, Tensor labels)
    {
        var images = labels.shape[0];
        using var value = loss.detach();
        using var wide = value.to(ScalarType.Float64);
        using var predicted = logits.argmax(1);
        using var hit = predicted.eq(labels);
        using var hits = hit.sum();
        _loss.add_(wide.mul_(images));
        _correct.add_(hits);
        _images += images;
    }

    /// <summary>The sums so far.</summary>
    public RunningMetrics Read() => new(_loss.item<double>(), _correct.item<long>(), _images);

    public void Dispose()
    {
        _loss.Dispose();
        _correct.Dispose();
    }
}

/// <summary>Sums over images; the difference of two readings covers the images between them.</summary>
internal sealed record RunningMetrics(double LossSum, long Correct, long Images)
{
    public static RunningMetrics operator -(RunningMetrics left, RunningMetrics right) =>
        new(left.LossSum - right.LossSum, left.Correct - right.Correct, left.Images - right.Images);

    public Metrics ToMetrics() => new(LossSum / Images, (double)Correct / Images, Images);
}
