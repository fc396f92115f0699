using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Google.Protobuf;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using Tensorboard;

namespace NetVariants.Reports.TensorBoard;

/// <summary>A network as the graph that TensorBoard draws: its layers, grouped by the modules in which they are.</summary>
internal static class LayerGraph
{
    private const string Image = "input";

    /// <summary>The graph of a network.</summary>
    public static GraphDef Create(ShapedNet net)
    {
        var graph = new GraphDef { Versions = new VersionDef { Producer = 22 } };
        graph.Node.Add(NodeOf(Image, "Input", net.Spec.Input, $"one image, {net.Spec.Input}"));
        var names = new string[net.Graph.Nodes.Count];
        var taken = new HashSet<string> { Image };
        var module = "";
        foreach (var (i, node) in net.Graph.Nodes.Index())
        {
            // A function has no path: it stands with the module before it.
            var path = node.Path.Replace('.', '/');
            if (path.Length > 0)
                module = path[..(path.LastIndexOf('/') + 1)];
            var name = path.Length > 0 ? path : module + node.Op.Name;
            names[i] = taken.Add(name) ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            taken.Add(names[i]);
            var layer = NodeOf(names[i], node.Op.Name, net.Shapes[i], node.Op.Describe());
            layer.Input.AddRange(node.Inputs.Select(input => input < 0 ? Image : names[input]));
            graph.Node.Add(layer);
        }

        return graph;
    }

    private static NodeDef NodeOf(string name, string operation, TensorShape output, string description)
    {
        var node = new NodeDef { Name = name, Op = operation };
        node.Attr["attr"] = new AttrValue { S = ByteString.CopyFromUtf8(description) };
        node.Attr["_output_shapes"] = new AttrValue { List = new AttrValue.Types.ListValue { Shape = { ShapeOf(output) } } };
        return node;
    }

    private static TensorShapeProto ShapeOf(TensorShape shape)
    {
        const long Any = -1;
        long[] sizes = shape.Layout switch
        {
            Layout.Map => [Any, shape.Channels, shape.Height, shape.Width],
            Layout.Grid => [Any, shape.Height, shape.Width, shape.Channels],
            Layout.Tokens => [Any, shape.Height, shape.Channels],
            _ => [Any, shape.Channels],
        };
        return new TensorShapeProto { Dim = { sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }) } };
    }
}
