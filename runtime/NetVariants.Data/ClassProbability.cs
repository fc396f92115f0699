namespace NetVariants.Data;

/// <summary>A class with how probable a network finds it.</summary>
/// <param name="Index">The class's label.</param>
/// <param name="Name">The class's name.</param>
/// <param name="Probability">Between 0 and 1; over all classes they sum to 1.</param>
public sealed record ClassProbability(int Index, string Name, double Probability);
