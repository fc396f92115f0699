using System;
using System.Collections.Generic;
using NetVariants.Core.Graph.Ops;
using static NetVariants.Onnx.Graphs.Attributes;

namespace NetVariants.Onnx.Operators;

/// <summary>Normalizations by a value's own statistics.</summary>
internal static class Norms
{
    /// <summary>ONNX has it since opset 18: here each group is a channel, normalized by itself, and the weights follow.</summary>
    public static string GroupNorm(GroupNorm norm, Translation node)
    {
        var groups = node.Step("Reshape", [node.Inputs[0], node.Constant((long[])[0, norm.Groups, -1], 3)]);
        float[] ones = new float[norm.Groups], zeros = new float[norm.Groups];
        ones.AsSpan().Fill(1);
        string[] inputs = [groups, node.Constant(ones, norm.Groups), node.Constant(zeros, norm.Groups)];
        var normalized = node.Step("InstanceNormalization", inputs, Real("epsilon", norm.Eps));
        var map = node.Step("Reshape", [normalized, node.Step("Shape", [node.Inputs[0]])]);
        var scaled = node.Step("Mul", [map, PerChannel(node, "weight")]);
        return node.Add("Add", [scaled, PerChannel(node, "bias")]);
    }

    public static string LayerNorm(LayerNorm norm, Translation node) =>
        LayerNorm(node, [node.Inputs[0], node.State("weight"), node.State("bias")], norm.Eps);

    public static string LayerNorm(LayerNormFunction norm, Translation node) => LayerNorm(node, node.Inputs, norm.Eps);

    private static string LayerNorm(Translation node, IEnumerable<string> inputs, double eps) =>
        node.Add("LayerNormalization", inputs, Integer("axis", -1), Real("epsilon", eps));

    /// <summary>A vector of channels as <c>[C, 1, 1]</c>, which meets a map's.</summary>
    private static string PerChannel(Translation node, string entry) =>
        node.Step("Unsqueeze", [node.State(entry), node.Constant((long[])[1, 2], 2)]);
}
