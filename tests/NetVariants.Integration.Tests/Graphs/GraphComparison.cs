using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using NetVariants.Core.Analysis;
using TorchSharp;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>
/// Compares an emitted model with the interpreter: values, gradients, running statistics, the caller's tensor, and the handles that are
/// left.
/// </summary>
internal static class GraphComparison
{
    private const double Tolerance = 1e-9;

    /// <summary>What differs; null where nothing does.</summary>
    public static string? Differences(ShapedNet net, Module model, int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using (no_grad())
        {
            foreach (var (_, parameter) in model.named_parameters())
                nn.init.uniform_(parameter, -0.7, 0.7);
        }

        var image = randn([2, net.Spec.Input.Channels, net.Spec.Input.Height, net.Spec.Input.Width], float64);
        try
        {
            return Training(net, model, image) ?? Evaluation(net, model, image);
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException!.Message;
        }
        catch (Exception error) when (error is System.Runtime.InteropServices.ExternalException or InvalidOperationException)
        {
            return error.Message;
        }
    }

    private static string? Training(ShapedNet net, Module model, Tensor image)
    {
        model.train();
        var state = State(model);
        var ownImage = image.clone().requires_grad_();
        var expected = Interpreter.Run(net.Graph, state, ownImage, training: true);
        Tensor[] weights = [.. expected.Select(output => randn_like(output))];
        Backward(expected, weights);

        var givenImage = image.clone().requires_grad_();
        var outputs = Forward(model, givenImage);
        if (Differ(expected, outputs, "the outputs") is { } value)
            return value;
        if (!givenImage.detach().allclose(image, 0, 0))
            return "the caller's tensor was changed";
        Backward(outputs, weights);
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (Differ(state[name].grad, parameter.grad, $"the gradient of {name}") is { } gradient)
                return gradient;
        }

        foreach (var (name, buffer) in model.named_buffers())
        {
            if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal) && Differ(state[name], buffer, name) is { } statistic)
                return statistic;
        }

        return Differ(ownImage.grad, givenImage.grad, "the image's gradient");
    }

    private static string? Evaluation(ShapedNet net, Module model, Tensor image)
    {
        model.eval();
        using var mode = no_grad();
        var expected = Interpreter.Run(net.Graph, State(model), image, training: false);
        var before = image.clone();
        var handles = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var outputs = Forward(model, image);
        var left = DisposeScopeManager.Statistics.ThreadTotalLiveCount - handles;
        if (left != outputs.Length)
            return $"{left} tensors are left of {outputs.Length} outputs";
        if (!image.allclose(before, 0, 0))
            return "the caller's tensor was changed in evaluation";
        var difference = Differ(expected, outputs, "the outputs in evaluation");
        foreach (var output in outputs)
            output.Dispose();
        return image.IsInvalid || outputs.Distinct().Count() != outputs.Length
            ? "an output is the caller's tensor or another output"
            : difference;
    }

    private static Dictionary<string, Tensor> State(Module model) => model.state_dict().ToDictionary(
        entry => entry.Key,
        entry => entry.Value is TorchSharp.Modules.Parameter ? entry.Value.detach().clone().requires_grad_() : entry.Value.clone());

    private static Tensor[] Forward(Module model, Tensor image)
    {
        var forward = model.GetType().GetMethods().Single(method => method.Name == "forward" && method.DeclaringType == model.GetType());
        return forward.Invoke(model, [image]) switch
        {
            Tensor output => [output],
            ITuple outputs => [.. Enumerable.Range(0, outputs.Length).Select(i => (Tensor)outputs[i]!)],
            var other => throw new InvalidOperationException($"forward returned {other}"),
        };
    }

    private static void Backward(Tensor[] outputs, Tensor[] weights) =>
        outputs.Zip(weights, (output, weight) => (output * weight).sum()).Aggregate((sum, term) => sum + term).backward();

    private static string? Differ(Tensor[] expected, Tensor[] actual, string what) => expected.Length != actual.Length
        ? $"{what}: {expected.Length} expected, {actual.Length} given"
        : expected.Zip(actual, (one, other) => Differ(one, other, what)).FirstOrDefault(difference => difference is not null);

    private static string? Differ(Tensor? expected, Tensor? actual, string what)
    {
        // A parameter whose result nobody reads has a gradient on neither side.
        if (expected is null || actual is null)
            return expected is null == actual is null ? null : $"{what}: only one side has one";
        if (!expected.shape.SequenceEqual(actual.shape))
            return $"{what}: [{string.Join(", ", expected.shape)}] expected, [{string.Join(", ", actual.shape)}] given";
        var difference = (expected.detach() - actual.detach()).abs().max().ToDouble();
        var size = Math.Max(1, expected.detach().abs().max().ToDouble());
        return difference <= Tolerance * size ? null : $"{what}: differ by {difference} at {size}";
    }
}
