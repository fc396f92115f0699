using System.Collections.Generic;
using System.Text.Json;
using NetVariants.Data;
using NetVariants.Weights;

namespace NetVariants.Training;

/// <summary>
/// What a training's weight files say besides the tensors: the classes, the network, and how images become its input. With it they need
/// nothing else to be used.
/// </summary>
internal static class WeightTexts
{
    /// <summary>The texts of a training.</summary>
    /// <param name="declaration">The network's declaration, where it is known.</param>
    /// <param name="train">What the network learns from.</param>
    /// <param name="validation">What it is validated on, prepared as for its evaluation.</param>
    public static IReadOnlyDictionary<string, string> Of(string? declaration, IImageSource train, IImageSource validation)
    {
        Dictionary<string, string> texts = new()
        {
            [TrainedWeights.Classes] = JsonSerializer.Serialize(train.Classes),
            [TrainedWeights.Mean] = JsonSerializer.Serialize(train.Normalization.Mean),
            [TrainedWeights.Std] = JsonSerializer.Serialize(train.Normalization.Std),
        };
        if (validation.Evaluation is { } evaluation)
            texts[TrainedWeights.Evaluation] = JsonSerializer.Serialize((int[])[evaluation.Resize, evaluation.Size]);
        if (declaration is not null)
            texts[TrainedWeights.Declaration] = declaration;
        return texts;
    }
}
