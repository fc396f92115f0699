using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>An operation of a test that says itself what it computes.</summary>
internal interface IInterpreted
{
    /// <summary>The result, in memory of its own.</summary>
    Tensor Compute(Tensor[] inputs, Func<string, Tensor> state);
}

/// <summary>Computes an expanded graph node by node with PyTorch's functions. It never works in place and keeps every result.</summary>
internal static class Interpreter
{
    /// <summary>The graph's outputs.</summary>
    /// <param name="graph">The expanded graph.</param>
    /// <param name="state">The tensors of the state dict; running statistics are updated.</param>
    /// <param name="image">The graph's input.</param>
    /// <param name="training">Whether normalizations use the batch.</param>
    public static Tensor[] Run(GraphSpec graph, IReadOnlyDictionary<string, Tensor> state, Tensor image, bool training)
    {
        var results = new Tensor[graph.Nodes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var node = graph.Nodes[i];
            results[i] = Compute(
                node.Op, [.. node.Inputs.Select(Result)], name => state[name.Length == 0 ? node.Path : $"{node.Path}.{name}"], training);
        }

        return [.. Enumerable.Range(0, graph.OutputCount).Select(i => Result(graph.OutputNode(i)))];

        Tensor Result(int node) => node < 0 ? image : results[node];
    }

    private static long[] Dimensions(MapAxes axes) => axes switch { MapAxes.Pixels => [2, 3], MapAxes.Channels => [1], _ => [2] };

    private static Tensor Compute(Op op, Tensor[] inputs, Func<string, Tensor> state, bool training) => op switch
    {
        Conv2d conv => nn.functional.conv2d(
            inputs[0],
            state("weight"),
            conv.Bias ? state("bias") : null,
            [conv.Stride.Value, conv.Stride.Value],
            [conv.Padding.Value, conv.Padding.Value],
            [conv.Dilation.Value, conv.Dilation.Value],
            conv.Groups.Value),
        BatchNorm2d norm => nn.functional.batch_norm(
            inputs[0], state("running_mean"), state("running_var"), state("weight"), state("bias"), training, norm.Momentum, norm.Eps),
        Linear => nn.functional.linear(inputs[0], state("weight"), state("bias")),
        ReLU => nn.functional.relu(inputs[0]),
        Dropout dropout when !training || dropout.P.RealValue == 0 => inputs[0].clone(),
        Flatten => inputs[0].flatten(1).clone(),
        MaxPool2d pool => nn.functional.max_pool2d(inputs[0], pool.Kernel.Value, pool.Stride.Value, pool.Padding.Value),
        AvgPool2d pool => nn.functional.avg_pool2d(inputs[0], pool.Kernel.Value, pool.Stride.Value, ceil_mode: pool.CeilMode),
        OptionalAvgPool2d pool => nn.functional.avg_pool2d(inputs[0], pool.Kernel.Value, pool.Stride.Value, ceil_mode: true),
        AdaptiveMaxPool2d pool => nn.functional.adaptive_max_pool2d(inputs[0], [pool.Side.Value, pool.Side.Value]),
        ReLU6 => nn.functional.relu6(inputs[0]),
        LeakyReLU => nn.functional.leaky_relu(inputs[0], 0.01),
        SiLU => nn.functional.silu(inputs[0]),
        GELU => nn.functional.gelu(inputs[0]),
        Hardswish => nn.functional.hardswish(inputs[0]),
        Mish => inputs[0].mul(nn.functional.softplus(inputs[0]).tanh()),
        Sigmoid => inputs[0].sigmoid(),
        Hardsigmoid => nn.functional.hardsigmoid(inputs[0]),
        Mul => inputs[0].mul(inputs[1]),
        Core.Graph.Ops.Scale scale => inputs[0].mul(scale.Factor),
        Mean mean => inputs[0].mean(Dimensions(mean.Over), keepdim: true),
        Amax maximum => inputs[0].amax(Dimensions(maximum.Over), keepdim: true),
        Sum => inputs[0].sum(2, keepdim: true),
        Stack => cat(inputs, 2),
        Pad2d { Reflects: true } => nn.functional.pad(inputs[0], [1, 1, 1, 1], PaddingModes.Reflect),
        Pad2d => nn.functional.pad(inputs[0], [0, 1, 0, 1]),
        Core.Graph.Ops.LayerNorm norm => nn.functional.layer_norm(
            inputs[0], [norm.Channels.Value], state("weight"), state("bias"), norm.Eps),
        ToGrid => inputs[0].permute(0, 2, 3, 1),
        ToMap => inputs[0].permute(0, 3, 1, 2),
        ToContiguous => inputs[0].clone(),
        ToTokens => inputs[0].reshape(inputs[0].shape[0], -1, inputs[0].shape[3]),
        ExpandToken => inputs[0].repeat(inputs[1].shape[0], 1, 1),
        JoinTokens => cat(inputs, 1),
        TakeToken => inputs[0].slice(1, 0, 1, 1).squeeze(1),
        LinearFunction => nn.functional.linear(inputs[0], inputs[1], inputs[2]),
        SplitChannels split => inputs[0].reshape(inputs[0].shape[0], inputs[0].shape[1], split.Rows.Value, -1),
        JoinChannels => inputs[0].reshape(inputs[0].shape[0], inputs[0].shape[1], -1),
        SwapRows => inputs[0].permute(0, 2, 1, 3),
        TakeRows take => inputs[0].slice(1, take.First.Value, take.First.Value + take.Count.Value, 1),
        DotProductAttention attention when !training || attention.P == 0 =>
            matmul(nn.functional.softmax(matmul(inputs[0], inputs[1].mT).div(Math.Sqrt(inputs[0].shape[3])), -1), inputs[2]),
        Tanh => inputs[0].tanh(),
        GroupNorm norm => nn.functional.group_norm(inputs[0], norm.Groups, state("weight"), state("bias"), norm.Eps),
        AdaptiveAvgPool2d pool => nn.functional.adaptive_avg_pool2d(inputs[0], pool.Side.Value),
        BlurFilter => tensor(new[] { 1.0, 2, 1, 2, 4, 2, 1, 2, 1 }, inputs[0].dtype, inputs[0].device).div(16).view(1, 1, 3, 3),
        ExpandFilter filter => inputs[0].expand(filter.Channels.Value, 1, 3, 3),
        BlurConv2d blur => nn.functional.conv2d(
            inputs[0], inputs[1], null, [blur.Stride.Value, blur.Stride.Value], groups: blur.Channels.Value),
        ChannelConv1d conv => nn.functional.conv1d(inputs[0], state("weight"), padding: (conv.Kernel.Value - 1) / 2),
        ChannelsToSequence => inputs[0].view(-1, 1, inputs[0].shape[1]),
        SequenceToChannels => inputs[0].view(-1, inputs[0].shape[2], 1, 1),
        LayerNormFunction norm => nn.functional.layer_norm(inputs[0], [norm.Channels.Value], inputs[1], inputs[2], norm.Eps),
        ImageOnes image => ones(
            image.Layout == Layout.Tokens ? [inputs[0].shape[0], 1, 1] : [inputs[0].shape[0], 1, 1, 1], inputs[0].dtype, inputs[0].device),
        MeanTokens => inputs[0].mean([1]),
        DropImages drop when !training || drop.P.IsZero => inputs[0].alias(),
        DropImages => inputs[0].mul(inputs[1]),
        Add => inputs.Skip(1).Aggregate(inputs[0], (sum, input) => sum.add(input)),
        Concat => cat(inputs, 1),
        Core.Graph.Ops.Parameter => state("").alias(),
        IInterpreted interpreted => interpreted.Compute(inputs, state),
        _ => throw new NotSupportedException($"{op}"),
    };
}
