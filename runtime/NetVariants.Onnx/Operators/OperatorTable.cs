using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Operators;

/// <summary>
/// How each operation of a network is written in ONNX, opset 17: an operation needs one line here. A translation adds nodes, the last under the name of the
/// result, or returns the name of a value that is the result already.
/// </summary>
internal static class OperatorTable
{
    /// <summary>The version of the operators.</summary>
    public const int Opset = 17;

    private static readonly Dictionary<Type, Func<Op, Translation, string>> s_translations = new()
    {
        [typeof(AdaptiveAvgPool2d)] = Of<AdaptiveAvgPool2d>(AdaptivePool.Translate),
        [typeof(Add)] = Of<Add>((_, node) => node.Chain("Add")),
        [typeof(AvgPool2d)] = Of<AvgPool2d>(Layers.AvgPool2d),
        [typeof(BatchNorm2d)] = Of<BatchNorm2d>(Layers.BatchNorm2d),
        [typeof(Concat)] = Of<Concat>(Layers.Concat),
        [typeof(Conv2d)] = Of<Conv2d>(Layers.Conv2d),
        [typeof(Dropout)] = Of<Dropout>((_, node) => node.Inputs[0]),
        [typeof(Flatten)] = Of<Flatten>(Layers.Flatten),
        [typeof(Linear)] = Of<Linear>(Layers.Linear),
        [typeof(MaxPool2d)] = Of<MaxPool2d>(Layers.MaxPool2d),
        [typeof(Parameter)] = Of<Parameter>((_, node) => node.State("")),
        [typeof(ReLU)] = Of<ReLU>((_, node) => node.Add("Relu", node.Inputs)),
    };

    /// <summary>Whether an operation can be written; blocks and their repetition are expanded before.</summary>
    public static bool Has(Type operation) => s_translations.ContainsKey(operation);

    /// <summary>Writes an operation.</summary>
    /// <returns>The name of the value that is its result.</returns>
    /// <exception cref="NotSupportedException">The operation has no translation.</exception>
    public static string Translate(Op op, Translation node) => s_translations.TryGetValue(op.GetType(), out var translate)
        ? translate(op, node)
        : throw new NotSupportedException($"The operation {op.Name} (of '{node.Result}') has no translation to ONNX: {nameof(OperatorTable)} needs a line for {op.GetType().Name}.");

    private static Func<Op, Translation, string> Of<T>(Func<T, Translation, string> translate)
        where T : Op => (op, node) => translate((T)op, node);
}
