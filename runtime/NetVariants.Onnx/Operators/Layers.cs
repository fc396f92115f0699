using NetVariants.Core.Graph;
using Onnx;
using static NetVariants.Onnx.Graphs.Attributes;
using Ops = NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Operators;

/// <summary>Layers that ONNX has an operator for.</summary>
internal static class Layers
{
    public static string Conv2d(Ops.Conv2d conv, Translation node)
    {
        if (node.UsesWinograd && Winograd.IsFaster(conv, node))
            return Winograd.Conv2d(conv, node);
        var weight = node.State("weight");
        string[] inputs = conv.Bias ? [node.Inputs[0], weight, node.State("bias")] : [node.Inputs[0], weight];
        AttributeProto[] attributes =
        [
            .. Window(conv.Kernel.Value, conv.Stride.Value, conv.Padding.Value), Square("dilations", conv.Dilation.Value),
                Integer("group", conv.Groups.Value),
        ];
        return node.Add("Conv", inputs, attributes);
    }

    /// <summary>A matrix product of vectors; of the last dimension where there are more.</summary>
    public static string Linear(Ops.Linear linear, Translation node) => Linear(node, node.State("weight"), node.State("bias"));

    public static string Linear(Translation node, string weight, string bias)
    {
        if (node.Output.Layout == Layout.Flat)
            return node.Add("Gemm", [node.Inputs[0], weight, bias], Integer("transB", 1));
        var turned = node.Step("Transpose", [weight], Integers("perm", 1, 0));
        return node.Add("Add", [node.Step("MatMul", [node.Inputs[0], turned]), bias]);
    }

    public static string BatchNorm2d(Ops.BatchNorm2d norm, Translation node) => node.Add(
        "BatchNormalization",
        [node.Inputs[0], node.State("weight"), node.State("bias"), node.State("running_mean"), node.State("running_var")],
        Real("epsilon", norm.Eps));

    public static string MaxPool2d(Ops.MaxPool2d pool, Translation node) =>
        node.Add("MaxPool", node.Inputs, Window(pool.Kernel.Value, pool.Stride.Value, pool.Padding.Value));

    public static string AvgPool2d(Ops.AvgPool2d pool, Translation node) => Mean(node, pool.Kernel.Value, pool.Stride.Value, pool.CeilMode);

    /// <summary>A window of one pixel is the map.</summary>
    public static string OptionalAvgPool2d(Ops.OptionalAvgPool2d pool, Translation node) =>
        pool.Kernel.Is(1) ? node.Inputs[0] : Mean(node, pool.Kernel.Value, pool.Stride.Value, isCeiled: true);

    public static string BlurConv2d(Ops.BlurConv2d blur, Translation node) => node.Add(
        "Conv", node.Inputs, [.. Window(Ops.BlurFilter.Side, blur.Stride.Value, padding: 0), Integer("group", blur.Channels.Value)]);

    /// <summary>A one-dimensional convolution along the channels.</summary>
    public static string ChannelConv1d(Ops.ChannelConv1d conv, Translation node)
    {
        var (kernel, padding) = (conv.Kernel.Value, conv.Kernel.Value / 2);
        return node.Add(
            "Conv", [node.Inputs[0], node.State("weight")], Integers("kernel_shape", kernel), Integers("pads", padding, padding));
    }

    public static string Pad2d(Ops.Pad2d pad, Translation node)
    {
        // Of each dimension first what is added before it, then what is added behind.
        long[] added = pad.Reflects ? [0, 0, 1, 1, 0, 0, 1, 1] : [0, 0, 0, 0, 0, 0, 1, 1];
        return node.Add("Pad", [node.Inputs[0], node.Constant(added, added.Length)], Text("mode", pad.Reflects ? "reflect" : "constant"));
    }

    public static string Concat(Ops.Concat concat, Translation node) =>
        node.Inputs.Count == 1 ? node.Inputs[0] : node.Add("Concat", node.Inputs, Integer("axis", 1));

    /// <summary>A vector of an image is the image already where nothing else is left of its dimensions.</summary>
    public static string Flatten(Ops.Flatten flatten, Translation node) =>
        node.Shapes[0].Layout == Layout.Flat ? node.Inputs[0] : node.Add("Flatten", node.Inputs, Integer("axis", 1));

    /// <summary>The mean over windows; one that reaches over the border counts the pixels inside.</summary>
    private static string Mean(Translation node, long kernel, long stride, bool isCeiled) => node.Add(
        "AveragePool",
        node.Inputs,
        [.. Window(kernel, stride, padding: 0), .. isCeiled ? (AttributeProto[])[Integer("ceil_mode", 1)] : []]);
}
