namespace NetVariants.Core.Analysis;

/// <summary>A network with the shapes and counts of all its layers.</summary>
/// <param name="ParameterCount">The number of trainable parameters.</param>
public sealed record ShapedNet(long ParameterCount);
