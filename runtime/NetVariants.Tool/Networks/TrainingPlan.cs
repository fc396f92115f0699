using System;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Training;

namespace NetVariants.Tool.Networks;

/// <summary>What training a network takes: the runtime's own prediction, for its default options and the optimizer.</summary>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Memory">The memory beyond the weights.</param>
/// <param name="MemoryBytes">The memory that there is.</param>
/// <param name="IsHere">Whether that is this machine's.</param>
/// <param name="BatchSize">The batch size that it has room for.</param>
internal sealed record TrainingPlan(OptimizerKind Optimizer, TrainingMemory Memory, long MemoryBytes, bool IsHere, int BatchSize)
{
    /// <summary>The network's own weights.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>The bytes of a training with the batch size.</summary>
    public long Bytes => Memory.BytesFor(BatchSize);

    /// <summary>Predicts it.</summary>
    /// <param name="info">The network.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="memoryBytes">The memory that there is; null for what this machine has free.</param>
    public static TrainingPlan Create(VariantInfo info, OptimizerKind optimizer, long? memoryBytes)
    {
        var options = new TrainerOptions { Optimizer = optimizer };
        var memory = TrainingMemory.Predict(info, options, new ImageShape(info.InChannels, info.ImageSize, info.ImageSize));
        var free = memoryBytes ?? FreeMemory.Bytes();
        return new TrainingPlan(optimizer, memory, free, memoryBytes is null, BatchSizes.Fitting([memory.With(info.StateBytes)], free))
        {
            WeightBytes = info.StateBytes,
        };
    }

    /// <summary>It in words.</summary>
    public override string ToString()
    {
        var room = $"{Format.Mebibytes(MemoryBytes, decimals: 1)} MiB{(IsHere ? " free here" : "")}";
        var prediction = $"batches of {BatchSize} by {Name(Optimizer)} take about {Format.Mebibytes(Bytes, decimals: 1)} MiB";
        return Bytes + WeightBytes <= MemoryBytes
            ? $"{prediction}, the largest power of two up to {BatchSizes.Largest} for {room}"
            : $"{prediction}, which does not fit into {room}";
    }

    private static string Name(OptimizerKind optimizer) =>
        optimizer == OptimizerKind.Sgd ? "SGD with momentum" : Enum.GetName(optimizer)!;
}
