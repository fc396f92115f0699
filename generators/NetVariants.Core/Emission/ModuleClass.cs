using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>A class to be emitted: the model, or a block in it.</summary>
/// <param name="Body">What it computes.</param>
/// <param name="Blocks">The blocks that the body may call.</param>
/// <param name="Parameters">Its own constructor's parameters; none for the model.</param>
internal sealed record ModuleClass(GraphSpec Body, EquatableArray<BlockDef> Blocks, EquatableArray<BlockParameter> Parameters)
{
    /// <summary>A size as C# text.</summary>
    public string Text(Dim dim) => dim.IsParameter ? Parameters[(int)dim.Value].Name : OpText.Plain(dim.Value);
}
