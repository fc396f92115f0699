using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.Operators;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>Operations of the graph and how ONNX writes them.</summary>
public sealed class OperatorTests
{
    // They are expanded before.
    private static readonly Type[] s_structure = [typeof(Call), typeof(Repeat), typeof(Use)];

    public static TheoryData<Type> Operations() => new(
        typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract && !s_structure.Contains(type)));

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_has_a_translation(Type operation) =>
        Assert.True(OperatorTable.Has(operation), $"{operation.Name} has no translation to ONNX: add a line to {nameof(OperatorTable)}.");

    [Fact]
    public void An_operation_without_a_translation_is_named()
    {
        Translation node = new(new OnnxGraph(), state: null!, new NodeSpec("layer1.mystery", new Mystery(), default), "layer1.mystery")
        {
            Inputs = ["input"],
            Shapes = default,
            Output = default,
            IsAnySize = false,
            UsesWinograd = false,
        };

        var error = Assert.Throws<NotSupportedException>(() => OperatorTable.Translate(new Mystery(), node));
        Assert.Contains("Mystery (of 'layer1.mystery')", error.Message, StringComparison.Ordinal);
    }

    private sealed record Mystery : Op
    {
        public override TensorShape? Output(InputShapes inputs) => inputs[0];
    }
}
