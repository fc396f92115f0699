using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Core.Passes;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.Operators;
using NetVariants.Onnx.Passes;
using NetVariants.Onnx.State;
using NetVariants.Weights;

namespace NetVariants.Onnx;

/// <summary>A network as an ONNX graph, with the names and shapes of what goes in and comes out.</summary>
/// <param name="Content">The nodes and constants.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Activations">The names of the values that are results of the network's operations.</param>
internal sealed record NetworkGraph(OnnxGraph Content, IReadOnlyList<GraphValue> Inputs, IReadOnlyList<GraphValue> Outputs,
    IReadOnlySet<string> Activations)
{
    private const string UnnamedOutput = "logits";

    /// <summary>Writes a network with its weights.</summary>
    public static NetworkGraph Create(ShapedNet net, IWeightReader weights, OnnxExportOptions options, string name)
    {
        var tensors = StateTensors.Open(StateDict.Of(net), weights, name);
        // An expanded graph has no blocks, and its nodes have their final paths.
        var flat = net.Spec with { Blocks = default, Body = net.Graph, Taps = default };
        var folded = options.FoldBatchNorm ? FoldBatchNorm.Apply(flat).Body : net.Graph;
        var eps = net.Graph.Nodes.Where(node => node.Op is BatchNorm2d).ToDictionary(node => node.Path, node => ((BatchNorm2d)node.Op).Eps);
        FoldedState state = new(
            tensors,
            FoldBatchNorm.Pairs(net.Graph, folded)
                .ToDictionary(pair => pair.Convolution, pair => new FoldedNorm(pair.Norm, eps[pair.Norm])));
        var graph = PoolBeforeConvolution.Apply(folded);
        var outputs = Enumerable.Range(0, graph.OutputCount).ToDictionary(graph.OutputNode, i => NameOf(net.Graph, i));
        return Translate(graph, outputs, net.Spec.Input, state, options.TakesAnySize(net), options);
    }

    private static string NameOf(GraphSpec graph, int output) =>
        graph.Outputs.Count == 0 || graph.Outputs[output].Name.Length == 0 ? UnnamedOutput : graph.Outputs[output].Name;

    private static NetworkGraph Translate(
        GraphSpec graph, Dictionary<int, string> outputs, TensorShape image, FoldedState state, bool isAnySize, OnnxExportOptions options)
    {
        OnnxGraph content = new();
        // Integers take the place of Conv nodes: the transforms would stay in floats.
        var usesWinograd = options.UseWinograd && !isAnySize && options.Quantization is null;
        var shapes = ShapeInference.Infer(graph, image, out _);
        GraphShapes known = new(shapes, image);
        var values = new string[graph.Nodes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var node = graph.Nodes[i];
            // Functions have no path; no module's name begins with a slash.
            var result = outputs.TryGetValue(i, out var output) ? output
                : node.Path.Length > 0 && !node.Op.IsParameter ? node.Path
                : $"/{node.Op.Name}_{i}";
            Translation translation = new(content, state, node, result)
            {
                Inputs = [.. node.Inputs.Select(Value)],
                Shapes = new InputShapes(node.Inputs, known),
                Output = shapes[i],
                IsAnySize = isAnySize,
                UsesWinograd = usesWinograd,
            };
            values[i] = OperatorTable.Translate(node.Op, translation);
            if (output is not null && values[i] != output)
                values[i] = content.Add("Identity", output, output, [values[i]]);
        }

        content.Prune(outputs.Values);
        return new NetworkGraph(
            content,
            [new GraphValue(graph.InputName(0), image, options.BatchSize, isAnySize)],
            [.. outputs.Select(pair => new GraphValue(pair.Value, shapes[pair.Key], options.BatchSize, isAnySize))],
            values.ToHashSet(System.StringComparer.Ordinal));

        string Value(int index) => index < 0 ? graph.InputName(-1 - index) : values[index];
    }
}

/// <summary>An input or output of an ONNX graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The shape of one image's part.</param>
/// <param name="BatchSize">The number of images; null for any.</param>
/// <param name="IsAnySize">Whether height and width of a map are not constants.</param>
internal sealed record GraphValue(string Name, TensorShape Shape, int? BatchSize, bool IsAnySize);
