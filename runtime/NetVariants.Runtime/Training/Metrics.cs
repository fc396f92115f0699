namespace NetVariants.Training;

/// <summary>How a network did on some images.</summary>
/// <param name="Loss">The mean cross-entropy, in nats.</param>
/// <param name="Accuracy">The share of images whose most probable class is the right one, 0 to 1.</param>
/// <param name="Images">How many images this is the mean of.</param>
public sealed record Metrics(double Loss, double Accuracy, long Images);
