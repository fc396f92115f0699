using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

/// <summary>
/// Terms written twice, for PyTorch and for TorchSharp's API, over the inputs x, y and z of given shapes. Checking one compares
/// its value and the gradients of all its inputs, on the same normally distributed numbers.
/// </summary>
internal sealed class TermTable : IEnumerable
{
    private static readonly string[] s_inputs = ["x", "y", "z"];
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);

    /// <summary>Each term in double and in single precision, which take different kernels (oneDNN has no double).</summary>
    public TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var python in _terms.Keys)
            {
                cases.Add(python, nameof(ScalarType.Float64));
                cases.Add(python, nameof(ScalarType.Float32));
            }

            return cases;
        }
    }

    public void Add(string python, long[] x, Func<Tensor, Tensor> term) => _terms.Add(python, new([x], t => term(t[0])));

    public void Add(string python, long[] x, long[] y, Func<Tensor, Tensor, Tensor> term) => _terms.Add(python, new([x, y], t => term(t[0], t[1])));

    public void Add(string python, long[] x, long[] y, long[] z, Func<Tensor, Tensor, Tensor, Tensor> term) =>
        _terms.Add(python, new([x, y, z], t => term(t[0], t[1], t[2])));

    public IEnumerator GetEnumerator() => _terms.GetEnumerator();

    public void Check(string python, string dtype)
    {
        using var scope = NewDisposeScope();
        var (shapes, evaluate) = _terms[python];
        var type = Enum.Parse<ScalarType>(dtype);
        manual_seed(20);
        var inputs = shapes.Select((shape, index) => (name: s_inputs[index], value: randn(shape, dtype: type))).ToArray();
        var call = $"answer = terms.differentiate('''{python}''', {string.Join(", ", inputs.Select(input => $"{input.name}={input.name}"))})";
        var answer = Peer.Run(call, inputs.ToDictionary(input => input.name, input => input.value), "answer");

        var leaves = inputs.Select(input => input.value.clone().requires_grad_()).ToArray();
        var actual = evaluate(leaves);
        var expected = answer["answer.value"];

        // Both sides run the same algorithms on the same numbers; other builds of the kernels may sum in another order, which costs
        // a few units in the last place of the largest term, some thousand terms at most.
        var tolerance = type == ScalarType.Float64 ? 1e-13 : 1e-5;
        Agreement.Within(tolerance, expected, actual, "the value");
        if (actual.requires_grad)
            actual.backward([(arange(actual.numel()).remainder(7) - 3).to(type).reshape(actual.shape)]);
        foreach (var (name, leaf) in s_inputs.Zip(leaves))
        {
            var gradient = leaf.grad;
            Assert.Equal(answer.ContainsKey($"answer.gradient.{name}"), gradient is not null);
            if (gradient is not null)
                Agreement.Within(tolerance, answer[$"answer.gradient.{name}"], gradient, $"the gradient of {name}");
        }
    }

    private sealed record Term(long[][] Shapes, Func<Tensor[], Tensor> Evaluate);
}
