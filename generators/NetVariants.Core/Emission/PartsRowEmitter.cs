using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes the members of a row of blocks that keeps what they add in parts (<see cref="BlockDef.KeepsParts"/>), and joins them at its end.
/// </summary>
internal sealed class PartsRowEmitter(SourceWriter writer, ModuleClass type)
{
    private readonly NodeSpec _node = type.Body.Nodes[0];

    private Repeat Repeat => (Repeat)_node.Op;

    private string Layer => type.Blocks[Repeat.Body.Block].Name;

    /// <summary>The field of the blocks.</summary>
    public void Field() => writer.Line($"private readonly {Layer}[] _layers;").Line();

    /// <summary>The statements that create the blocks and register them under their names.</summary>
    public void Construction()
    {
        writer.Line($"_layers = new {Layer}[{type.Text(Repeat.Count)}];")
            .Line("for (var i = 0; i < _layers.Length; i++)").Open()
            .Write("_layers[i] = ");
        new ModuleEmitter(writer, type).Call(Repeat.Body, Repeat);
        writer.Line(";")
            .Line($"register_module($\"{_node.Path}{{i + {Format.Integer(Repeat.First)}}}\", _layers[i]);")
            .Close();
    }

    /// <summary>The method that computes.</summary>
    public void Forward()
    {
        var tensor = writer.Torch.Tensor;
        writer.Lines($$"""
            public override {{tensor}} forward({{tensor}} input)
            {
                var features = new[] { input };
                foreach (var layer in _layers)
                {
                    var added = layer.call(features);
                    global::System.Array.Resize(ref features, features.Length + 1);
                    features[features.Length - 1] = added;
                }

                var output = {{writer.Torch.Torch}}cat(features, 1);
                for (var i = 1; i < features.Length; i++)
                    features[i].Dispose();
                return output;
            }
            """);
    }
}
