using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Onnx.Graphs;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace NetVariants.Onnx.Quantization;

/// <summary>
/// A graph in which quantised values are written out and read back (QDQ): a runtime takes an operation between reading and writing for one
/// of integers. Activations have 8 bits without a sign, weights 8 bits with one for each output channel, biases 32 bits.
/// </summary>
internal sealed class QuantizedGraph
{
    // What has a form for integers.
    private static readonly string[] s_operators = ["Add", "AveragePool", "Concat", "Conv", "Flatten", "Gemm", "GlobalAveragePool",
        "MaxPool"];

    // What gives some of the values that it gets: the same steps fit.
    private static readonly string[] s_selections = ["Flatten", "MaxPool"];
    private static readonly string[] s_layers = ["Conv", "Gemm"];

    private readonly OnnxGraph _graph;
    private readonly HashSet<string> _outputs;
    private readonly HashSet<NodeProto> _quantized;
    private readonly Dictionary<string, NodeProto[]> _readers;

    /// <summary>Looks at what of a graph can be quantised.</summary>
    /// <param name="graph">The graph in 32 bits.</param>
    /// <param name="activations">The values that are activations; what else nodes compute, such as sizes, stays as it is.</param>
    /// <param name="outputs">The names of its results, which keep 32 bits.</param>
    /// <param name="firstAndLastInFloat">Whether the first and the last layer with weights keep 32 bits.</param>
    public QuantizedGraph(OnnxGraph graph, IReadOnlySet<string> activations, IEnumerable<string> outputs, bool firstAndLastInFloat)
    {
        (_graph, _outputs) = (graph, [.. outputs]);
        NodeProto[] layers = [.. graph.Nodes.Where(node => s_layers.Contains(node.OpType))];
        NodeProto[] kept = firstAndLastInFloat && layers.Length > 0 ? [layers[0], layers[^1]] : [];
        _quantized = [.. graph.Nodes.Where(node =>
            s_operators.Contains(node.OpType) && activations.Contains(node.Output[0]) && !kept.Contains(node))];
        _readers = graph.Nodes.SelectMany(node => node.Input.Select(value => (value, node)))
            .GroupBy(pair => pair.value, pair => pair.node, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        Values = [.. Touched().Where(value => !_outputs.Contains(value) && !IsRectified(value)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The values that are quantised, in the order of computation.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Writes the graph with integers.</summary>
    /// <param name="ranges">The range of each of <see cref="Values"/>.</param>
    public OnnxGraph Write(IReadOnlyDictionary<string, (float Least, float Most)> ranges)
    {
        OnnxGraph written = new();
        var steps = StepsOf(ranges);
        Dictionary<string, string> read = new(StringComparer.Ordinal);
        foreach (var value in Values.Where(value => !_graph.Nodes.Exists(node => node.Output[0] == value)))
            read[value] = Quantize(written, value, steps[value]);
        foreach (var node in _graph.Nodes)
        {
            var copy = node.Clone();
            copy.Input.Clear();
            var isLayer = _quantized.Contains(node) && s_layers.Contains(node.OpType);
            double[]? weightSteps = null;
            foreach ((var i, var input) in node.Input.Index())
            {
                if (_graph.Find(input) is not { } constant)
                    copy.Input.Add(read.GetValueOrDefault(input, input));
                else if (isLayer && i == 1)
                    copy.Input.Add(Weights(written, constant, out weightSteps));
                else if (isLayer && i == 2)
                    copy.Input.Add(Bias(written, constant, [.. weightSteps!.Select(step => step * steps[node.Input[0]].Scale)]));
                else
                    copy.Input.Add(written.Add(constant));
            }

            written.Nodes.Add(copy);
            if (steps.TryGetValue(node.Output[0], out var own))
                read[node.Output[0]] = Quantize(written, node.Output[0], own);
        }

        return written;
    }

    /// <summary>What quantised nodes read and write; behind a ReLU that follows, which the integers' range takes over.</summary>
    private IEnumerable<string> Touched()
    {
        foreach (var node in _graph.Nodes.Where(_quantized.Contains))
        {
            foreach (var input in node.Input.Where(input => _graph.Find(input) is null))
                yield return input;
            yield return IsRectified(node.Output[0]) ? _readers[node.Output[0]][0].Output[0] : node.Output[0];
        }
    }

    private bool IsRectified(string value) =>
        _readers.TryGetValue(value, out var readers) && readers is [{ OpType: "Relu" }] && !_outputs.Contains(value);

    private Dictionary<string, Steps> StepsOf(IReadOnlyDictionary<string, (float Least, float Most)> ranges)
    {
        Dictionary<string, Steps> steps = new(StringComparer.Ordinal);
        var writers = _graph.Nodes.ToDictionary(node => node.Output[0], StringComparer.Ordinal);
        foreach (var value in Values)
        {
            steps[value] = writers.TryGetValue(value, out var writer) && s_selections.Contains(writer.OpType)
                && steps.TryGetValue(writer.Input[0], out var same)
                ? same
                : Steps.Of(ranges[value]);
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

    /// <summary>Weights in 8 bits: each output channel, the first dimension, in steps of its own around zero.</summary>
    private static string Weights(OnnxGraph graph, OnnxConstant constant, out double[] steps)
    {
        const int Most = sbyte.MaxValue;
        var values = MemoryMarshal.Cast<byte, float>(constant.Bytes.Span);
        int channels = (int)constant.Shape[0], size = values.Length / channels;
        var integers = new byte[values.Length];
        var scales = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var own = values.Slice(channel * size, size);
            float largest = 0;
            foreach (var value in own)
                largest = Math.Max(largest, Math.Abs(value));
            scales[channel] = largest > 0 ? largest / Most : 1;
            for (var i = 0; i < size; i++)
                integers[(channel * size) + i] = (byte)(sbyte)Math.Clamp(MathF.Round(own[i] / scales[channel]), -Most, Most);
        }

        steps = [.. scales.Select(scale => (double)scale)];
        return Constant(graph, constant, DataType.Int8, integers, scales, new byte[channels]);
    }

    /// <summary>A bias in the steps of what it is added to: those of the input times those of the weights.</summary>
    private static string Bias(OnnxGraph graph, OnnxConstant constant, double[] steps)
    {
        var values = MemoryMarshal.Cast<byte, float>(constant.Bytes.Span).ToArray();
        int[] integers = [.. values.Select((value, i) => (int)Math.Clamp(Math.Round(value / steps[i]), int.MinValue, int.MaxValue))];
        return Constant(
            graph, constant, DataType.Int32, MemoryMarshal.AsBytes(integers.AsSpan()).ToArray(), [.. steps.Select(step => (float)step)],
                new byte[sizeof(int) * values.Length]);
    }

    private static string Constant(OnnxGraph graph, OnnxConstant constant, DataType type, byte[] integers, float[] scales, byte[] zeros)
    {
        var name = constant.Name;
        var values = graph.Add(new OnnxConstant($"{name}/quantized", type, constant.Shape, integers));
        var scale = graph.Add($"{name}/scale", scales, scales.Length);
        var zero = graph.Add(new OnnxConstant($"{name}/zero_point", type, [scales.Length], zeros));
        return graph.Add("DequantizeLinear", $"{name}/dequantize", name, [values, scale, zero], Attributes.Integer("axis", 0));
    }

    /// <summary>The steps of a quantised activation: value = (integer − zero) · scale.</summary>
    private sealed record Steps(double Scale, byte Zero)
    {
        public static Steps Of((float Least, float Most) range)
        {
            // Zero is an integer: padding and ReLU are exact.
            var scale = range.Most > range.Least ? (double)(float)((range.Most - (double)range.Least) / byte.MaxValue) : 1;
            return new Steps(scale, (byte)Math.Clamp(Math.Round(-range.Least / scale), 0, byte.MaxValue));
        }
    }
}
