using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Data;
using NetVariants.Modules;
using NetVariants.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Training;

/// <summary>Chooses the batch size where the options leave it to the memory.</summary>
internal static class BatchSizes
{
    /// <summary>Larger batches are no faster per image, and the same number of epochs has too few steps.</summary>
    public const int Largest = 128;

    // Leaves memory for other programs.
    private const double Share = 0.8;

    /// <summary>
    /// The options with the largest power of two up to <see cref="Largest"/> with which every network's training is predicted to fit into
    /// the free memory, 1 where none does; a batch in evaluation is then no larger. Options that give a size stay as they are. On CUDA the
    /// free memory is unknown; a step that does not fit is split.
    /// </summary>
    /// <param name="options">How to train.</param>
    /// <param name="networks">All that train with this size.</param>
    /// <param name="images">What they train on.</param>
    /// <param name="device">Where they train.</param>
    /// <param name="freeBytes">The free memory; null for what this process can have.</param>
    public static TrainerOptions Choose(
        TrainerOptions options, IReadOnlyCollection<VariantInfo> networks, ImageShape images, Device device, long? freeBytes = null)
    {
        if (options.BatchSize != TrainerOptions.AutoBatchSize)
            return options;
        var free = device.type == DeviceType.CUDA ? double.PositiveInfinity : freeBytes ?? FreeMemory.Bytes();
        TrainingMemory[] memory = [.. networks.Select(network => TrainingMemory.Predict(network, options, images))];
        return With(options, Fitting(memory, free, options.MicroBatchSize));
    }

    /// <summary>
    /// The largest power of two up to <see cref="Largest"/> with which each training is predicted to fit into the free memory, less a
    /// share for other programs; 1 where none does.
    /// </summary>
    /// <param name="memory">What each training takes.</param>
    /// <param name="freeBytes">The free memory.</param>
    /// <param name="microBatchSize">The most images that go through the network at once; null for the whole batch.</param>
    public static int Fitting(IReadOnlyCollection<TrainingMemory> memory, double freeBytes, int? microBatchSize = null)
    {
        var size = Largest;
        while (size > 1 && !memory.All(one => Fits(one, freeBytes, Math.Min(size, microBatchSize ?? size))))
            size /= 2;
        return size;
    }

    /// <summary>Whether a training with so many images at once is predicted to fit into the free memory.</summary>
    public static bool Fits(TrainingMemory memory, double freeBytes, int batchSize) => memory.BytesFor(batchSize) <= freeBytes * Share;

    /// <summary>
    /// The options with the size of the training that is resumed, or the one that memory has room for, where they leave it open.
    /// </summary>
    /// <exception cref="ArgumentException">They leave it open, and no declaration says how much memory the network takes.</exception>
    public static TrainerOptions Choose(
        TrainerOptions options, nn.Module model, ImageShape images, Device device, CheckpointOptions? checkpoints) =>
        options.BatchSize != TrainerOptions.AutoBatchSize ? options
        : SavedSize(checkpoints) is { } saved ? With(options, saved)
        : ModuleDeclaration.InfoOf(model) is { } info ? Choose(options, [info], images, device)
        : throw new ArgumentException(
            $"{model.GetType().Name} is not generated from a declaration, so its memory is not known: give BatchSize as a number.",
            nameof(model));

    /// <summary>The options with the size that a training began with, where they leave it open.</summary>
    public static TrainerOptions With(TrainerOptions options, int size) =>
        options.BatchSize != TrainerOptions.AutoBatchSize
            ? options
            : options with { BatchSize = size, EvaluationBatchSize = Math.Min(options.EvaluationBatchSize, size) };

    private static int? SavedSize(CheckpointOptions? checkpoints) =>
        checkpoints is not null && CheckpointFile.ToResume(checkpoints) is { } path && File.Exists(path)
            ? CheckpointRecord.Find(path)?.Options.BatchSize
            : null;
}
