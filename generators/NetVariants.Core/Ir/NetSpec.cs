namespace NetVariants.Core.Ir;

/// <summary>A network as its family lowered it: a graph over modules and blocks.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Classes">The length of the output.</param>
/// <param name="Blocks">The blocks that the graph calls; a block calls only blocks before it.</param>
/// <param name="Body">What the network computes.</param>
/// <param name="Init">How its weights start.</param>
public sealed record NetSpec(
    string Family, TensorShape Input, int Classes, EquatableArray<BlockDef> Blocks, GraphSpec Body, Initialisation Init);
