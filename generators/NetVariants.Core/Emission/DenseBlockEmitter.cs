using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>Writes a dense block, of which each layer takes the features of all before it as an array.</summary>
internal sealed class DenseBlockEmitter : ModuleClassEmitter
{
    private readonly NodeSpec _node;
    private readonly Repeat _layers;

    /// <summary>Writes a block.</summary>
    /// <exception cref="ArgumentException">The block is not a row of layers that are computed again.</exception>
    public DenseBlockEmitter(SourceWriter writer, BlockDef block, ModuleClass type)
        : base(writer, type)
    {
        _node = type.Body.Nodes[0];
        _layers = type.Body.Nodes.Count == 1 && _node.Op is Repeat layers && type.Blocks[layers.Body.Block].IsRecomputed
            ? layers
            : throw new ArgumentException($"The block {block.Name} is not a row of layers that are computed again.", nameof(block));
    }

    private string Layer => Class.Blocks[_layers.Body.Block].Name;

    /// <inheritdoc/>
    public override void Fields() => Writer.Line($"private readonly {Layer}[] _layers;").Line();

    /// <inheritdoc/>
    public override void Construction()
    {
        Writer.Line($"_layers = new {Layer}[{Class.Text(_layers.Count)}];")
            .Line("for (var i = 0; i < _layers.Length; i++)").Open()
            .Write("_layers[i] = ");
        new ModuleEmitter(Writer, Class).Call(_layers.Body, _layers);
        Writer.Line(";")
            .Line($"register_module($\"{_node.Path}{{i + {Format.Integer(_layers.First)}}}\", _layers[i]);")
            .Close();
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        var torch = Writer.Torch;
        Writer.Lines($$"""
            public override {{torch.Tensor}} forward({{torch.Tensor}} input)
            {
                var features = new[] { input };
                foreach (var layer in _layers)
                {
                    var added = layer.call(features);
                    global::System.Array.Resize(ref features, features.Length + 1);
                    features[features.Length - 1] = added;
                }

                var output = {{torch.Torch}}cat(features, 1);
                for (var i = 1; i < features.Length; i++)
                    features[i].Dispose();
                return output;
            }
            """);
    }
}
