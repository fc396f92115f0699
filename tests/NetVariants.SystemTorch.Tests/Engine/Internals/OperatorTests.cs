using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Interop;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine.Internals;

/// <summary>The bridge under the API.</summary>
public sealed class OperatorTests
{
    [Fact]
    public void This_libtorch_has_every_operator_that_the_API_calls()
    {
        var find = typeof(Operator).GetMethod("Find", BindingFlags.NonPublic | BindingFlags.Instance)!;
        var operators = typeof(Aten).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Select(field => (Operator)field.GetValue(null)!).ToList();
        Assert.True(operators.Count > 500);
        Assert.All(operators, op => find.Invoke(op, null));
    }

    [Fact]
    public void An_unknown_operator_is_a_message() =>
        Assert.Contains("no_such_operator", Assert.Throws<ExternalException>(() => new Operator("no_such_operator").Run()).Message, StringComparison.Ordinal);

    [Fact]
    public void Arguments_left_out_take_the_schemas_defaults()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(3, Aten.add_Tensor.Call(tensor(1f), tensor(2f)).item<float>());
        Assert.Equal(7, Aten.add_Tensor.Call(tensor(1f), tensor(2f), (Scalar)3).item<float>());
        var error = Assert.Throws<ExternalException>(() => Aten.add_Tensor.Call(tensor(1f)));
        Assert.Contains("other", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_argument_and_result_crosses()
    {
        using var scope = NewDisposeScope();
        var three = tensor(new[] { 1.0, 2, 3 });
        Assert.Equal(3, new Operator("size.int").CallInt(three, 0));
        Assert.Equal(6, new Operator("item").CallScalar(three.sum()).ToDouble());
        Assert.True(new Operator("is_floating_point").CallBool(three));
        Assert.Equal(2.5, new Operator("q_scale").CallDouble(new Operator("quantize_per_tensor").Call(ones(1), 2.5, 0, 12)));
        Assert.Equal(new System.Numerics.Complex(1, 2), new Operator("item").CallScalar(tensor(new System.Numerics.Complex(1, 2))).ToComplexFloat64());
        Assert.Equal([1.0, 3], Aten.index_Tensor.Call(three, Argument.OptionalList([tensor([0L, 2L])])).data<double>().ToArray());
        Assert.Equal([2, 6, 3], new Operator("upsample_nearest1d.vec").Call(ones(2, 6, 1), Argument.None, new[] { 3.0 }).shape);
        Assert.Equal(2, Aten.split_with_sizes.CallList(three, new[] { 1L, 2 }).Length);
        Assert.Equal((2, 3.0), (Aten.max_dim.Call2(three, 0).Item2.item<long>(), Aten.max_dim.Call2(three, 0).Item1.item<double>()));
        Assert.Equal([3f, 3], Aten.einsum.Call("ij,j->i", new[] { ones(2, 3), ones(3) }).data<float>().ToArray());
    }

    [Fact]
    public void Foreach_operators_take_lists_in_place()
    {
        using var scope = NewDisposeScope();
        Tensor[] parameters = [ones(2), ones(3)], gradients = [ones(2), ones(3)];
        new Operator("_foreach_add_.List").Run(parameters, gradients, (Scalar)(-0.5));
        Assert.Equal((1f, 1.5f), (parameters[0].sum().item<float>(), parameters[1].sum().item<float>()));
    }
}
