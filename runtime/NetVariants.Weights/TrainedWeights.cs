namespace NetVariants.Weights;

/// <summary>How a training names the file of its best weights, and the texts in its weight files.</summary>
internal static class TrainedWeights
{
    /// <summary>The file with the weights of lowest validation loss.</summary>
    public const string BestFile = "best.safetensors";

    /// <summary>The network's declaration.</summary>
    public const string Declaration = "declaration";

    /// <summary>The names of the classes, a JSON list.</summary>
    public const string Classes = "classes";

    /// <summary>The means of the channels, a JSON list.</summary>
    public const string Mean = "mean";

    /// <summary>The standard deviations of the channels, a JSON list.</summary>
    public const string Std = "std";

    /// <summary>The sides to which images are resized and of what is cut out of them, a JSON list.</summary>
    public const string Evaluation = "evaluation";
}
