#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

/// <summary>How an optimizer treats a group of parameters. What is null in a group that is added takes the optimizer's own value.</summary>
public partial class OptimizerOptions
{
    /// <summary>The learning rate.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The learning rate that schedules start from.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Writes the options.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate.Value);
    }

    /// <summary>Reads the options as <see cref="SaveStateDict"/> wrote them.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Takes over another group's options.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    /// <summary>Takes what is still open from the optimizer's own options.</summary>
    private protected void CompleteLearningRate(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        InitialLearningRate = LearningRate.Value;
    }
}
