using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Reports;
using NetVariants.Tool.Networks;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Output;

/// <summary>What <c>describe</c> prints.</summary>
internal sealed record DescribeJson(IReadOnlyList<NetworkJson> Networks, IReadOnlyList<Finding> Findings);

/// <summary>A network: what its generated class says, and more.</summary>
internal sealed record NetworkJson(
    string Name,
    string Family,
    string Declaration,
    string? BaseDeclaration,
    long[] InputShape,
    int NumClasses,
    int SmallestImageSize,
    string ImageRule,
    long ParameterCount,
    long Macs,
    int LayerCount,
    long StateBytes,
    long ActivationBytes,
    long RecomputedActivationBytes,
    TrainingJson Training,
    IReadOnlyList<StageJson> Stages,
    IReadOnlyList<LayerDescription> Layers)
{
    /// <summary>Describes a network.</summary>
    public static NetworkJson From(Network network, TrainingPlan plan)
    {
        var info = network.Info;
        return new NetworkJson(
            info.Name,
            info.Family,
            info.Declaration,
            info.BaseDeclaration,
            info.InputShape,
            info.NumClasses,
            info.SmallestImageSize,
            network.Net.ImageRule.ToString(),
            info.ParameterCount,
            info.Macs,
            info.LayerCount,
            info.StateBytes,
            info.ActivationBytes,
            RecomputePlan.Of(network.Net).ActivationBytes,
            TrainingJson.From(plan),
            [.. StageTable.Rows(network.Net).Select(StageJson.From)],
            info.Describe().Layers);
    }
}

/// <summary>What training takes, and the batch size that the memory has room for.</summary>
internal sealed record TrainingJson(
    string Optimizer, bool Recompute, int BatchSize, long Bytes, long StateBytes, long ImageBytes, long MemoryBytes)
{
    /// <summary>Describes a plan.</summary>
    public static TrainingJson From(TrainingPlan plan) => new(
        plan.Options.Optimizer.ToString(),
        plan.Options.Recompute,
        plan.BatchSize,
        plan.Bytes,
        plan.Memory.StateBytes,
        plan.Memory.ImageBytes,
        plan.MemoryBytes);
}

/// <summary>A row of the table by stage.</summary>
internal sealed record StageJson(string Path, string Operations, string Output, long Parameters)
{
    /// <summary>Describes a stage.</summary>
    public static StageJson From(Stage stage) => new(stage.Path, stage.Operations, stage.Output.ToString(), stage.ParameterCount);
}
