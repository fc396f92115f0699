using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
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
    /// <param name="training">Whether normalisations use the batch.</param>
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
        BatchNorm2d =>
            nn.functional.batch_norm(inputs[0], state("running_mean"), state("running_var"), state("weight"), state("bias"), training),
        Linear => nn.functional.linear(inputs[0], state("weight"), state("bias")),
        ReLU => nn.functional.relu(inputs[0]),
        Dropout dropout when !training || dropout.P.RealValue == 0 => inputs[0].clone(),
        Flatten => inputs[0].flatten(1).clone(),
        MaxPool2d pool => nn.functional.max_pool2d(inputs[0], pool.Kernel.Value, pool.Stride.Value, pool.Padding.Value),
        AvgPool2d pool => nn.functional.avg_pool2d(inputs[0], pool.Kernel.Value),
        AdaptiveAvgPool2d pool => nn.functional.adaptive_avg_pool2d(inputs[0], pool.Side.Value),
        Add => inputs.Skip(1).Aggregate(inputs[0], (sum, input) => sum.add(input)),
        Concat => cat(inputs, 1),
        Core.Graph.Ops.Parameter => state("").alias(),
        IInterpreted interpreted => interpreted.Compute(inputs, state),
        _ => throw new NotSupportedException($"{op}"),
    };
}
