using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Data;
using NetVariants.Modules;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Checks;
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

    private const double MebiByte = 1 << 20;

    /// <summary>
    /// The options with the largest power of two up to <see cref="Largest"/> with which the training of every network is predicted to fit
    /// into the free memory; a batch in evaluation is then no larger. Networks that do not fit with a single image are left to
    /// <see cref="Check"/>. Options that give a size stay as they are. On CUDA the free memory is unknown; a step that does not fit is
    /// split.
    /// </summary>
    /// <param name="options">How to train.</param>
    /// <param name="networks">All that train with this size, none of them created yet.</param>
    /// <param name="images">What they train on.</param>
    /// <param name="device">Where they train.</param>
    /// <param name="freeBytes">The free memory; null for what this process can have.</param>
    public static TrainerOptions Choose(
        TrainerOptions options, IReadOnlyCollection<VariantInfo> networks, ImageShape images, Device device, long? freeBytes = null)
    {
        if (options.BatchSize != TrainerOptions.AutoBatchSize)
            return options;
        var free = FreeOn(device, freeBytes);
        TrainingMemory[] memory =
            [.. networks.Select(network => TrainingMemory.Predict(network, options, images).With(network.StateBytes))];
        TrainingMemory[] possible = [.. memory.Where(one => one.BytesFor(1) <= free)];
        return With(options, Fitting(possible.Length > 0 ? possible : memory, free, options.MicroBatchSize));
    }

    /// <summary>Refuses a training for which the memory is too small, where the options leave the size to the memory.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="size">The size that was chosen.</param>
    /// <param name="network">The network.</param>
    /// <param name="images">What it trains on.</param>
    /// <param name="device">Where it trains.</param>
    /// <param name="isCreated">Whether the network's own weights are in memory.</param>
    /// <param name="freeBytes">The free memory; null for what this process can have.</param>
    /// <exception cref="InvalidOperationException">The training is predicted not to fit.</exception>
    public static void Check(
        TrainerOptions options, int size, VariantInfo network, ImageShape images, Device device, bool isCreated, long? freeBytes = null)
    {
        if (options.BatchSize != TrainerOptions.AutoBatchSize)
            return;
        var memory = TrainingMemory.Predict(network, options, images).With(isCreated ? 0 : network.StateBytes);
        var atOnce = BatchParts.Largest(size, options.MicroBatchSize);
        var (needed, free) = (memory.BytesFor(atOnce), FreeOn(device, freeBytes));
        if (needed > free)
        {
            throw new InvalidOperationException(
                $"The memory is too small: training {network.Name} on batches of {atOnce} takes about "
                    + $"{Whole(Math.Ceiling(needed / MebiByte))} MiB, and {Whole(Math.Floor(free / MebiByte))} MiB are free. Free some, or "
                    + "raise the limit of the container or process; or give BatchSize as a number to try it all the same.");
        }

        static string Whole(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
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
        while (size > 1 && !memory.All(one => Fits(one, freeBytes, BatchParts.Largest(size, microBatchSize))))
            size /= 2;
        return size;
    }

    private static bool Fits(TrainingMemory memory, double freeBytes, int batchSize) => memory.BytesFor(batchSize) <= freeBytes * Share;

    /// <summary>
    /// The options with the size of the training that is resumed, or the one that memory has room for, where they leave it open.
    /// </summary>
    /// <exception cref="ArgumentException">They leave it open, and no declaration says how much memory the network takes.</exception>
    /// <exception cref="InvalidOperationException">The memory is too small for a single image.</exception>
    public static TrainerOptions Choose(
        TrainerOptions options, nn.Module model, ImageShape images, Device device, CheckpointOptions? checkpoints)
    {
        if (options.BatchSize != TrainerOptions.AutoBatchSize)
            return options;
        var saved = SavedSize(checkpoints);
        if (ModuleDeclaration.InfoOf(model) is not { } info)
        {
            return saved is { } known ? With(options, known) : throw new ArgumentException(
                $"{model.GetType().Name} is not generated from a declaration, so its memory is not known: give BatchSize as a number.",
                nameof(model));
        }

        var memory = TrainingMemory.Predict(info, options, images);
        var size = saved ?? Fitting([memory], FreeOn(device, freeBytes: null), options.MicroBatchSize);
        Check(options, size, info, images, device, isCreated: true);
        return With(options, size);
    }

    /// <summary>The options with the size that a training began with, where they leave it open.</summary>
    public static TrainerOptions With(TrainerOptions options, int size) =>
        options.BatchSize != TrainerOptions.AutoBatchSize
            ? options
            : options with { BatchSize = size, EvaluationBatchSize = Math.Min(options.EvaluationBatchSize, size) };

    private static double FreeOn(Device device, long? freeBytes) =>
        device.type == DeviceType.CUDA ? double.PositiveInfinity : freeBytes ?? FreeMemory.Bytes();

    private static int? SavedSize(CheckpointOptions? checkpoints) =>
        checkpoints is not null && CheckpointFile.ToResume(checkpoints) is { } path && File.Exists(path)
            ? CheckpointRecord.Find(path)?.Options.BatchSize
            : null;
}
