using System;
using NetVariants.Core.Graph.Ops;
using static NetVariants.Onnx.Graphs.Attributes;

namespace NetVariants.Onnx.Operators;

/// <summary>Operations on sequences of tokens, and on grids of heads by tokens.</summary>
internal static class Tokens
{
    /// <summary>softmax(q · kᵀ / √channels) · v, in the order of operations that runtimes know as one.</summary>
    public static string Attention(Translation node)
    {
        var keys = node.Step("Transpose", [node.Inputs[1]], Integers("perm", 0, 1, 3, 2));
        var products = node.Step("MatMul", [node.Inputs[0], keys]);
        var scaled = node.Step("Div", [products, node.Constant((float[])[MathF.Sqrt(node.Output.Channels)], shape: [])]);
        return node.Add("MatMul", [node.Step("Softmax", [scaled], Integer("axis", -1)), node.Inputs[2]]);
    }

    /// <summary>A parameter's tokens once for each image of the second input.</summary>
    public static string Expand(Translation node)
    {
        var images = node.Step("Shape", [node.Inputs[1]], Integer("start", 0), Integer("end", 1));
        var sizes = node.Constant((long[])[node.Output.Height, node.Output.Channels], 2);
        return node.Add("Expand", [node.Inputs[0], node.Step("Concat", [images, sizes], Integer("axis", 0))]);
    }

    public static string Join(Translation node) => node.Add("Concat", node.Inputs, Integer("axis", 1));

    public static string Mean(Translation node) => node.Add("ReduceMean", node.Inputs, Integers("axes", 1), Integer("keepdims", 0));

    public static string TakeRows(TakeRows take, Translation node)
    {
        string[] inputs =
        [
            node.Inputs[0],
            node.Constant((long[])[take.First.Value], 1),
            node.Constant((long[])[take.First.Value + take.Count.Value], 1),
            node.Constant((long[])[1], 1),
        ];
        return node.Add("Slice", inputs);
    }
}
