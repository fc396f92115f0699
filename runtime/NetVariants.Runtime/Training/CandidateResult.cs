namespace NetVariants.Training;

/// <summary>How a network did in a comparison.</summary>
/// <param name="Info">The network.</param>
/// <param name="Training">What its training brought, or null if it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record CandidateResult(VariantInfo Info, TrainingResult? Training, string? Failure);
