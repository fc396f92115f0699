using System;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Training;

namespace NetVariants.Tool.Networks;

/// <summary>What training a network takes: the runtime's own prediction.</summary>
/// <param name="Options">How it is trained.</param>
/// <param name="Memory">The memory beyond the weights.</param>
/// <param name="WeightBytes">The network's own weights.</param>
/// <param name="MemoryBytes">The memory that there is.</param>
/// <param name="IsHere">Whether that is this machine's.</param>
/// <param name="BatchSize">The batch size that it has room for.</param>
internal sealed record TrainingPlan(
    TrainerOptions Options, TrainingMemory Memory, long WeightBytes, long MemoryBytes, bool IsHere, int BatchSize)
{
    /// <summary>The bytes of a training with the batch size.</summary>
    public long Bytes => Memory.BytesFor(BatchSize);

    /// <summary>Predicts it.</summary>
    /// <param name="info">The network.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="memoryBytes">The memory that there is; null for what this machine has free.</param>
    public static TrainingPlan Create(VariantInfo info, TrainerOptions options, long? memoryBytes)
    {
        var memory = TrainingMemory.Predict(info, options, new ImageShape(info.InChannels, info.ImageSize, info.ImageSize));
        var free = memoryBytes ?? FreeMemory.Bytes();
        var batchSize = BatchSizes.Fitting([memory.With(info.StateBytes)], free);
        return new TrainingPlan(options, memory, info.StateBytes, free, memoryBytes is null, batchSize);
    }

    /// <summary>It in words.</summary>
    public override string ToString()
    {
        var room = $"{Format.Mebibytes(MemoryBytes, decimals: 1)} MiB{(IsHere ? " free here" : "")}";
        var how = $"{Name(Options.Optimizer)}{(Options.Recompute ? ", with recomputation," : "")}";
        var prediction = $"batches of {BatchSize} by {how} take about {Format.Mebibytes(Bytes, decimals: 1)} MiB";
        return Bytes + WeightBytes <= MemoryBytes
            ? $"{prediction}, the largest power of two up to {BatchSizes.Largest} for {room}"
            : $"{prediction}, which does not fit into {room}";
    }

    private static string Name(OptimizerKind optimizer) =>
        optimizer == OptimizerKind.Sgd ? "SGD with momentum" : Enum.GetName(optimizer)!;
}
