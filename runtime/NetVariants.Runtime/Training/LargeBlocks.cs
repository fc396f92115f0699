using NetVariants.Data;
using NetVariants.Modules;
using NetVariants.Training.Checks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>Whether large freed blocks stay with the process: they make steps faster, and their holes raise the peak.</summary>
internal static class LargeBlocks
{
    // What is left is twice the holes that were measured, and room for other programs.
    private const double Share = 0.5;

    /// <summary>
    /// What the options say; where they leave it open, whether the training is predicted to take at most half of the free memory. They go
    /// back where no declaration says what it takes, on CUDA, and where memory is to be saved.
    /// </summary>
    /// <param name="options">How to train.</param>
    /// <param name="model">The network.</param>
    /// <param name="images">What it trains on.</param>
    /// <param name="device">Where it trains; on CUDA maps are not malloc's.</param>
    /// <param name="freeBytes">The free memory; null for what this process can have.</param>
    public static bool AreKept(TrainerOptions options, Module model, ImageShape images, Device device, long? freeBytes = null)
    {
        if (options.KeepLargeBlocks is { } chosen)
            return chosen;
        var atOnce = BatchParts.Largest(options.BatchSize, options.MicroBatchSize);
        return device.type != DeviceType.CUDA && !options.Recompute && ModuleDeclaration.InfoOf(model) is { } info
            && TrainingMemory.Predict(info, options, images).BytesFor(atOnce) <= (freeBytes ?? FreeMemory.Bytes()) * Share;
    }
}
