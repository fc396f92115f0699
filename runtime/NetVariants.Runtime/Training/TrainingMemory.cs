using System;
using NetVariants.Data;
using NetVariants.Training.Recompute;

namespace NetVariants.Training;

/// <summary>
/// Predicts how much of the device's memory a training needs beyond the network's own weights: a generous estimate from its graph, for
/// 32-bit floats.
/// </summary>
/// <example>
/// <code>
/// var memory = TrainingMemory.Predict(Zoo.Vgg12.Info, new TrainerOptions(), new ImageShape(3, 224, 224));
/// Console.WriteLine($"{memory.BytesFor(batchSize: 32) >> 20} MiB");
/// </code>
/// </example>
/// <param name="StateBytes">Gradients, the optimizer's state, the average, the kept state, and a checkpoint while it is read.</param>
/// <param name="ImageBytes">What each image of a batch adds: what the backward pass needs of it, and what both passes need for a
/// moment.</param>
public sealed record TrainingMemory(long StateBytes, long ImageBytes)
{
    // What kernels need whatever the network and the batch: their code, and room to work.
    private const long KernelBytes = 256L << 20;

    // What comes to what is kept for the backward pass: gradients of maps, and the copies in which kernels work.
    private const double TransientShare = 0.5;

    /// <summary>Predicts it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="images">What it is trained on. Maps grow with their area.</param>
    public static TrainingMemory Predict(VariantInfo network, TrainerOptions options, ImageShape images)
    {
        var moments = options.Optimizer != OptimizerKind.Sgd ? 2 : options.Momentum > 0 ? 1 : 0;
        // A training that resumes has all that it reads beside what it fills; Adam's moments are there from the start.
        var copies = 3 + (moments > 1 ? 2 * moments : moments) + (options.EmaDecay is null ? 0 : 2);
        var area = (double)images.Height * images.Width / ((double)network.ImageSize * network.ImageSize);
        var kept = (options.Recompute ? Recomputation.PlanOf(network).ActivationBytes : network.ActivationBytes) * area;
        // Floats and their other memory format, and the bytes that the loader holds.
        var input = (double)images.Bytes * ((2 * sizeof(float)) + options.PrefetchBatches + options.Workers + 1);
        return new TrainingMemory((network.StateBytes * copies) + KernelBytes, (long)Math.Ceiling((kept * (1 + TransientShare)) + input));
    }

    /// <summary>With so many bytes more, whatever the batch.</summary>
    internal TrainingMemory With(long bytes) => this with { StateBytes = StateBytes + bytes };

    /// <summary>The bytes of a training whose batches, or micro-batches, have so many images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public long BytesFor(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return StateBytes + (batchSize * ImageBytes);
    }
}
