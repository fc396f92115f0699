using System;
using System.Linq;
using NetVariants.Core.Graph;
using static NetVariants.Onnx.Graphs.Attributes;
using Ops = NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Operators;

/// <summary>Activations, and functions of shapes and of some dimensions.</summary>
internal static class Functions
{
    private const double LeakySlope = 0.01;

    /// <summary>x · sigmoid(x).</summary>
    public static string SiLU(Translation node) => node.Add("Mul", [node.Inputs[0], node.Step("Sigmoid", node.Inputs)]);

    /// <summary>x · tanh(softplus(x)).</summary>
    public static string Mish(Translation node) =>
        node.Add("Mul", [node.Inputs[0], node.Step("Tanh", [node.Step("Softplus", node.Inputs)])]);

    /// <summary>x · (1 + erf(x / √2)) / 2, in the order of operations that runtimes know as one.</summary>
    public static string Gelu(Translation node)
    {
        var scaled = node.Step("Div", [node.Inputs[0], Scalar(node, Math.Sqrt(2))]);
        var sum = node.Step("Add", [node.Step("Erf", [scaled]), Scalar(node, 1)]);
        return node.Add("Mul", [node.Step("Mul", [node.Inputs[0], sum]), Scalar(node, 0.5)]);
    }

    public static string ReLU6(Translation node) => node.Add("Clip", [node.Inputs[0], Scalar(node, 0), Scalar(node, 6)]);

    public static string LeakyReLU(Translation node) => node.Add("LeakyRelu", node.Inputs, Real("alpha", LeakySlope));

    public static string Hardsigmoid(Translation node) => node.Add("HardSigmoid", node.Inputs, Real("alpha", 1.0 / 6), Real("beta", 0.5));

    public static string Scale(Ops.Scale scale, Translation node) => node.Add("Mul", [node.Inputs[0], Scalar(node, scale.Factor)]);

    public static string Mean(Ops.Mean mean, Translation node) => mean.Over == MapAxes.Pixels
        ? node.Add("GlobalAveragePool", node.Inputs)
        : node.Add("ReduceMean", node.Inputs, Integers("axes", Axis(mean.Over)));

    public static string Amax(Ops.Amax maximum, Translation node) => maximum.Over == MapAxes.Pixels
        ? node.Add("GlobalMaxPool", node.Inputs)
        : node.Add("ReduceMax", node.Inputs, Integers("axes", Axis(maximum.Over)));

    /// <summary>A sum has its dimensions as an input since opset 13.</summary>
    public static string Sum(Translation node) => node.Add("ReduceSum", [node.Inputs[0], node.Constant((long[])[Axis(MapAxes.Height)], 1)]);

    public static string Stack(Translation node) =>
        node.Inputs.Count == 1 ? node.Inputs[0] : node.Add("Concat", node.Inputs, Integer("axis", Axis(MapAxes.Height)));

    /// <summary>The dimensions of a value in another order.</summary>
    public static string Permute(Translation node, params long[] order) => node.Add("Transpose", node.Inputs, Integers("perm", order));

    /// <summary>The values of an image in other dimensions.</summary>
    public static string Reshape(Translation node, params long[] sizes) =>
        node.Add("Reshape", [node.Inputs[0], node.Constant((long[])[0, .. sizes], sizes.Length + 1)]);

    /// <summary>A filter, which is constant, once for each channel.</summary>
    public static string ExpandFilter(Ops.ExpandFilter expand, Translation node)
    {
        var (filter, channels) = (node.ValuesOf(0), expand.Channels.Value);
        float[] all = [.. Enumerable.Range(0, (int)channels).SelectMany(_ => filter)];
        return node.Constant(all, channels, 1, Ops.BlurFilter.Side, Ops.BlurFilter.Side);
    }

    public static string BlurFilter(Translation node)
    {
        float[] filter = [1, 2, 1, 2, 4, 2, 1, 2, 1];
        return node.Constant([.. filter.Select(value => value / 16)], 1, 1, Ops.BlurFilter.Side, Ops.BlurFilter.Side);
    }

    private static long Axis(MapAxes axes) => axes == MapAxes.Channels ? 1 : 2;

    private static string Scalar(Translation node, double value) => node.Constant((float[])[(float)value], shape: []);
}
