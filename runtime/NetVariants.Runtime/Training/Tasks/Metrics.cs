namespace NetVariants.Training.Tasks;

/// <summary>How a network did on some images.</summary>
/// <param name="Loss">The mean cross-entropy, in nats.</param>
/// <param name="Accuracy">The share of images whose most probable class is the right one, 0 to 1.</param>
/// <param name="Images">How many images this is the mean of.</param>
public sealed record Metrics(double Loss, double Accuracy, long Images)
{
    /// <summary>Why no training gives these, in words about the file that holds them; null where one can.</summary>
    internal string? WhyInvalid() =>
        !double.IsFinite(Loss) ? "a loss in it is NaN or infinite"
        : Accuracy is >= 0 and <= 1 ? null
        : "an accuracy in it is not between 0 and 1";
}
