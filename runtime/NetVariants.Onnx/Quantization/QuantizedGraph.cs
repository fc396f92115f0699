using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Onnx.Graphs;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace NetVariants.Onnx.Quantization;

/// <summary>
/// A graph in which quantized values are written out and read back (QDQ): a runtime takes an operation between reading and writing for one
/// of integers. Activations have 8 bits without a sign, weights 8 bits with one for each output channel, biases 32 bits.
/// </summary>
internal sealed class QuantizedGraph
{
    // What has a form for integers, besides the layers with weights.
    private static readonly string[] s_operators = ["Add", "AveragePool", "Concat", "Flatten", "GlobalAveragePool", "MaxPool"];

    // What gives some of the values that it gets: the same steps fit.
    private static readonly string[] s_selections = ["Flatten", "MaxPool"];

    // Finer steps would vanish where they are multiplied by those of the input.
    private const double LeastStep = 1e-12;

    // Half of what 32 bits hold: the products are added to it.
    private const double MostBias = int.MaxValue / 2;

    private readonly OnnxGraph _graph;
    private readonly HashSet<string> _outputs;
    private readonly HashSet<NodeProto> _quantized;
    private readonly Dictionary<string, NodeProto[]> _readers;
    private readonly Dictionary<string, NodeProto> _writers;

    /// <summary>Looks at what of a graph can be quantized.</summary>
    /// <param name="graph">The graph in 32 bits.</param>
    /// <param name="activations">The values that are activations; what else nodes compute, such as sizes, stays as it is.</param>
    /// <param name="outputs">The names of its results, which keep 32 bits.</param>
    /// <param name="firstAndLastInFloat">Whether the first and the last layer with weights keep 32 bits.</param>
    /// <exception cref="ArgumentException">A weight or bias is NaN or infinite.</exception>
    public QuantizedGraph(OnnxGraph graph, IReadOnlySet<string> activations, IEnumerable<string> outputs, bool firstAndLastInFloat)
    {
        (_graph, _outputs) = (graph, [.. outputs]);
        _writers = graph.Nodes.ToDictionary(node => node.Output[0], StringComparer.Ordinal);
        NodeProto[] layers = [.. graph.Nodes.Where(node => WeightsOf(node) is not null)];
        foreach (var value in layers.SelectMany(node => node.Input.Append(WeightsOf(node)!.Name)).Distinct().Where(HasNonFinite))
            throw new ArgumentException($"'{value}' holds NaN or infinity, for which there are no integers: look at the weights.",
                nameof(graph));
        NodeProto[] kept = firstAndLastInFloat && layers.Length > 0 ? [layers[0], layers[^1]] : [];
        _quantized = [.. layers.Union(graph.Nodes.Where(node => HasIntegers(node, activations))).Except(kept)];
        _readers = graph.Nodes.SelectMany(node => node.Input.Select(value => (value, node)))
            .GroupBy(pair => pair.value, pair => pair.node, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        Values = [.. Touched().Where(value => !_outputs.Contains(value) && !IsRectified(value)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The values that are quantized, in the order of computation.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Writes the graph with integers.</summary>
    /// <param name="ranges">The range of each of <see cref="Values"/>.</param>
    public OnnxGraph Write(IReadOnlyDictionary<string, (float Least, float Most)> ranges)
    {
        OnnxGraph written = new();
        var steps = StepsOf(ranges);
        Dictionary<string, string> read = new(StringComparer.Ordinal);
        foreach (var value in Values.Where(value => !_writers.ContainsKey(value)))
            read[value] = Quantize(written, value, steps[value]);
        foreach (var node in _graph.Nodes)
        {
            var copy = node.Clone();
            copy.Input.Clear();
            if (_quantized.Contains(node) && WeightsOf(node) is { } weights)
                copy.Input.AddRange(Layer(written, node, weights, read[node.Input[0]], steps[node.Input[0]].Scale));
            else
                copy.Input.AddRange(node.Input.Select(input =>
                    _graph.Find(input) is { } constant ? written.Add(constant) : read.GetValueOrDefault(input, input)));
            written.Nodes.Add(copy);
            if (steps.TryGetValue(node.Output[0], out var own))
                read[node.Output[0]] = Quantize(written, node.Output[0], own);
        }

        // Weights that only a product of integers read.
        written.Prune(_outputs);
        return written;
    }

    /// <summary>The weights by which a node multiplies, which a product of tokens has transposed; null where there are none.</summary>
    private OnnxConstant? WeightsOf(NodeProto node) => node.OpType switch
    {
        "Conv" or "Gemm" => _graph.Find(node.Input[1]),
        "MatMul" when _writers.TryGetValue(node.Input[1], out var writer) && writer.OpType == "Transpose" => _graph.Find(writer.Input[0]),
        _ => null,
    };

    private bool HasNonFinite(string value)
    {
        if (_graph.Find(value) is not { } constant)
            return false;
        foreach (var number in constant.Floats)
        {
            if (!float.IsFinite(number))
                return true;
        }

        return false;
    }

    /// <summary>Whether a node without weights has a form for integers; there is none of a value and a constant.</summary>
    private bool HasIntegers(NodeProto node, IReadOnlySet<string> activations) => s_operators.Contains(node.OpType)
        && activations.Contains(node.Output[0]) && node.Input.All(input => _graph.Find(input) is null);

    /// <summary>The inputs of a layer of integers.</summary>
    private string[] Layer(OnnxGraph written, NodeProto node, OnnxConstant weights, string input, double inputStep)
    {
        var bias = node.Input.Count > 2 ? _graph.Find(node.Input[2]) : null;
        var steps = StepsOf(weights, bias is null ? [] : bias.Floats, inputStep);
        if (node.OpType == "MatMul")
            return [input, Weights(written, weights.Transposed($"{weights.Name}/transposed"), axis: 1, steps)];
        var integers = Weights(written, weights, axis: 0, steps);
        return bias is null ? [input, integers] : [input, integers, Bias(written, bias, [.. steps.Select(step => step * inputStep)])];
    }

    /// <summary>What quantized nodes read and write; behind a ReLU that follows, which the integers' range takes over.</summary>
    private IEnumerable<string> Touched()
    {
        foreach (var node in _graph.Nodes.Where(_quantized.Contains))
        {
            foreach (var input in WeightsOf(node) is null ? node.Input : node.Input.Take(1))
                yield return input;
            // A bias in 32 bits is added to a product of tokens.
            if (node.OpType != "MatMul")
                yield return IsRectified(node.Output[0]) ? _readers[node.Output[0]][0].Output[0] : node.Output[0];
        }
    }

    private bool IsRectified(string value) =>
        _readers.TryGetValue(value, out var readers) && readers is [{ OpType: "Relu" }] && !_outputs.Contains(value);

    private Dictionary<string, Steps> StepsOf(IReadOnlyDictionary<string, (float Least, float Most)> ranges)
    {
        Dictionary<string, Steps> steps = new(StringComparer.Ordinal);
        foreach (var value in Values)
        {
            steps[value] = _writers.TryGetValue(value, out var writer) && s_selections.Contains(writer.OpType)
                && steps.TryGetValue(writer.Input[0], out var same)
                ? same
                : Steps.From(ranges[value]);
        }

        return steps;
    }

    private static string Quantize(OnnxGraph graph, string value, Steps steps)
    {
        var scale = graph.Add($"{value}/scale", [(float)steps.Scale], shape: []);
        var zero = graph.Add(new OnnxConstant($"{value}/zero_point", DataType.Uint8, [], (byte[])[steps.Zero]));
        var written = graph.Add("QuantizeLinear", $"{value}/quantize", $"{value}/quantized", [value, scale, zero]);
        return graph.Add("DequantizeLinear", $"{value}/dequantize", $"{value}/dequantized", [written, scale, zero]);
    }

    /// <summary>
    /// The step of each output channel, the first dimension, around zero: fine enough for its weights, and coarse enough for its bias,
    /// which has 32 bits.
    /// </summary>
    private static double[] StepsOf(OnnxConstant weights, ReadOnlySpan<float> bias, double inputStep)
    {
        var values = weights.Floats;
        var steps = new double[weights.Shape[0]];
        var size = values.Length / steps.Length;
        for (var channel = 0; channel < steps.Length; channel++)
        {
            float largest = 0;
            foreach (var value in values.Slice(channel * size, size))
                largest = Math.Max(largest, Math.Abs(value));
            var own = bias.IsEmpty ? 0 : Math.Abs(bias[channel]);
            steps[channel] = (float)Math.Max(Math.Max(largest / sbyte.MaxValue, own / (inputStep * MostBias)), LeastStep);
        }

        return steps;
    }

    /// <summary>Weights in 8 bits, in steps along an axis.</summary>
    private static string Weights(OnnxGraph graph, OnnxConstant constant, int axis, double[] steps)
    {
        var values = constant.Floats;
        var inner = (int)constant.Shape.Skip(axis + 1).Aggregate(1L, (product, size) => product * size);
        var integers = new byte[values.Length];
        for (var i = 0; i < integers.Length; i++)
            integers[i] = (byte)(sbyte)Math.Round(values[i] / steps[i / inner % steps.Length]);
        return Constant(graph, constant, DataType.Int8, integers, axis, steps, new byte[steps.Length]);
    }

    /// <summary>A bias in the steps of what it is added to: those of the input times those of the weights.</summary>
    private static string Bias(OnnxGraph graph, OnnxConstant constant, double[] steps)
    {
        var integers = new int[steps.Length];
        for (var i = 0; i < integers.Length; i++)
            integers[i] = (int)Math.Round(constant.Floats[i] / steps[i]);
        return Constant(graph, constant, DataType.Int32, MemoryMarshal.AsBytes(integers.AsSpan()).ToArray(), axis: 0, steps,
            new byte[sizeof(int) * steps.Length]);
    }

    private static string Constant(OnnxGraph graph, OnnxConstant constant, DataType type, byte[] integers, int axis, double[] steps,
        byte[] zeros)
    {
        var name = constant.Name;
        var values = graph.Add(new OnnxConstant($"{name}/quantized", type, constant.Shape, integers));
        var scale = graph.Add($"{name}/scale", [.. steps.Select(step => (float)step)], steps.Length);
        var zero = graph.Add(new OnnxConstant($"{name}/zero_point", type, [steps.Length], zeros));
        return graph.Add("DequantizeLinear", $"{name}/dequantize", name, [values, scale, zero], Attributes.Integer("axis", axis));
    }

    /// <summary>The steps of a quantized activation: value = (integer − zero) · scale.</summary>
    private sealed record Steps(double Scale, byte Zero)
    {
        public static Steps From((float Least, float Most) range)
        {
            // Zero is an integer: padding and ReLU are exact.
            var scale = range.Most > range.Least ? (double)(float)((range.Most - (double)range.Least) / byte.MaxValue) : 1;
            return new Steps(scale, (byte)Math.Clamp(Math.Round(-range.Least / scale), 0, byte.MaxValue));
        }
    }
}
