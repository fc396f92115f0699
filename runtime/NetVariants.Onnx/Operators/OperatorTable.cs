using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using static NetVariants.Onnx.Graphs.Attributes;

namespace NetVariants.Onnx.Operators;

/// <summary>
/// How each operation of a network is written in ONNX, opset 17: an operation needs one line here. A translation adds nodes, the last under
/// the name of the result, or returns the name of a value that is the result already.
/// </summary>
internal static class OperatorTable
{
    /// <summary>The version of the operators.</summary>
    public const int Opset = 17;

    private static readonly Dictionary<Type, Func<Op, Translation, string>> s_translations = new()
    {
        [typeof(AdaptiveAvgPool2d)] = Of<AdaptiveAvgPool2d>(AdaptivePool.Translate),
        [typeof(AdaptiveMaxPool2d)] = Of<AdaptiveMaxPool2d>(AdaptiveMax.Translate),
        [typeof(Add)] = Of<Add>((_, node) => node.Chain("Add")),
        [typeof(Amax)] = Of<Amax>(Functions.Amax),
        [typeof(AvgPool2d)] = Of<AvgPool2d>(Layers.AvgPool2d),
        [typeof(BatchNorm2d)] = Of<BatchNorm2d>(Layers.BatchNorm2d),
        [typeof(BlurConv2d)] = Of<BlurConv2d>(Layers.BlurConv2d),
        [typeof(BlurFilter)] = Of<BlurFilter>((_, node) => Functions.BlurFilter(node)),
        [typeof(ChannelConv1d)] = Of<ChannelConv1d>(Layers.ChannelConv1d),
        [typeof(ChannelsToSequence)] = Of<ChannelsToSequence>((_, node) => Functions.Reshape(node, 1, node.Output.Channels)),
        [typeof(Concat)] = Of<Concat>(Layers.Concat),
        [typeof(Conv2d)] = Of<Conv2d>(Layers.Conv2d),
        [typeof(DropImages)] = Of<DropImages>((_, node) => node.Inputs[0]),
        [typeof(DotProductAttention)] = Of<DotProductAttention>((_, node) => Tokens.Attention(node)),
        [typeof(Dropout)] = Of<Dropout>((_, node) => node.Inputs[0]),
        [typeof(ExpandFilter)] = Of<ExpandFilter>(Functions.ExpandFilter),
        [typeof(ExpandToken)] = Of<ExpandToken>((_, node) => Tokens.Expand(node)),
        [typeof(Flatten)] = Of<Flatten>(Layers.Flatten),
        [typeof(GELU)] = Of<GELU>((_, node) => Functions.Gelu(node)),
        [typeof(GroupNorm)] = Of<GroupNorm>(Norms.GroupNorm),
        [typeof(Hardsigmoid)] = Of<Hardsigmoid>((_, node) => Functions.Hardsigmoid(node)),
        [typeof(Hardswish)] = Of<Hardswish>((_, node) => node.Add("HardSwish", node.Inputs)),
        [typeof(ImageOnes)] = Of<ImageOnes>(
            (ones, node) => node.Constant((float[])[1], ones.Layout == Layout.Tokens ? [1, 1, 1] : [1, 1, 1, 1])),
        [typeof(JoinChannels)] = Of<JoinChannels>((_, node) => Functions.Reshape(node, 0, -1)),
        [typeof(JoinTokens)] = Of<JoinTokens>((_, node) => Tokens.Join(node)),
        [typeof(LayerNorm)] = Of<LayerNorm>(Norms.LayerNorm),
        [typeof(LayerNormFunction)] = Of<LayerNormFunction>(Norms.LayerNorm),
        [typeof(LeakyReLU)] = Of<LeakyReLU>((_, node) => Functions.LeakyReLU(node)),
        [typeof(Linear)] = Of<Linear>(Layers.Linear),
        [typeof(LinearFunction)] = Of<LinearFunction>((_, node) => Layers.Linear(node, node.Inputs[1], node.Inputs[2])),
        [typeof(MaxPool2d)] = Of<MaxPool2d>(Layers.MaxPool2d),
        [typeof(Mean)] = Of<Mean>(Functions.Mean),
        [typeof(MeanTokens)] = Of<MeanTokens>((_, node) => Tokens.Mean(node)),
        [typeof(Mish)] = Of<Mish>((_, node) => Functions.Mish(node)),
        [typeof(Mul)] = Of<Mul>((_, node) => node.Add("Mul", node.Inputs)),
        [typeof(OptionalAvgPool2d)] = Of<OptionalAvgPool2d>(Layers.OptionalAvgPool2d),
        [typeof(Pad2d)] = Of<Pad2d>(Layers.Pad2d),
        [typeof(Parameter)] = Of<Parameter>((_, node) => node.State("")),
        [typeof(ReLU)] = Of<ReLU>((_, node) => node.Add("Relu", node.Inputs)),
        [typeof(ReLU6)] = Of<ReLU6>((_, node) => Functions.ReLU6(node)),
        [typeof(Scale)] = Of<Scale>(Functions.Scale),
        [typeof(SequenceToChannels)] = Of<SequenceToChannels>((_, node) => Functions.Reshape(node, node.Output.Channels, 1, 1)),
        [typeof(Sigmoid)] = Of<Sigmoid>((_, node) => node.Add("Sigmoid", node.Inputs)),
        [typeof(SiLU)] = Of<SiLU>((_, node) => Functions.SiLU(node)),
        [typeof(SplitChannels)] = Of<SplitChannels>((split, node) => Functions.Reshape(node, 0, split.Rows.Value, -1)),
        [typeof(Stack)] = Of<Stack>((_, node) => Functions.Stack(node)),
        [typeof(Sum)] = Of<Sum>((_, node) => Functions.Sum(node)),
        [typeof(SwapRows)] = Of<SwapRows>((_, node) => Functions.Permute(node, 0, 2, 1, 3)),
        [typeof(TakeRows)] = Of<TakeRows>(Tokens.TakeRows),
        [typeof(TakeToken)] = Of<TakeToken>((_, node) => node.Add("Gather", [node.Inputs[0], node.Scalar(0)], Integer("axis", 1))),
        [typeof(Tanh)] = Of<Tanh>((_, node) => node.Add("Tanh", node.Inputs)),
        [typeof(ToContiguous)] = Of<ToContiguous>((_, node) => node.Inputs[0]),
        [typeof(ToGrid)] = Of<ToGrid>((_, node) => Functions.Permute(node, 0, 2, 3, 1)),
        [typeof(ToMap)] = Of<ToMap>((_, node) => Functions.Permute(node, 0, 3, 1, 2)),
        [typeof(ToTokens)] = Of<ToTokens>((_, node) => Functions.Reshape(node, -1, node.Output.Channels)),
    };

    /// <summary>Whether an operation can be written; blocks and their repetition are expanded before.</summary>
    public static bool Has(Type operation) => s_translations.ContainsKey(operation);

    /// <summary>Writes an operation.</summary>
    /// <returns>The name of the value that is its result.</returns>
    /// <exception cref="NotSupportedException">The operation has no translation.</exception>
    public static string Translate(Op op, Translation node) => s_translations.TryGetValue(op.GetType(), out var translate)
        ? translate(op, node)
        : throw new NotSupportedException(
            $"The operation {op.Name} (of '{node.Result}') has no translation to ONNX: {nameof(OperatorTable)} needs a line for "
            + $"{op.GetType().Name}.");

    private static Func<Op, Translation, string> Of<T>(Func<T, Translation, string> translate)
        where T : Op => (op, node) => translate((T)op, node);
}
