using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>What the comparisons of generated models with torchvision's have in common.</summary>
internal static class Oracle
{
    /// <summary>
    /// Counts multiply-accumulates while the model runs on a batch of one: hooks see the real layers and their real outputs.
    /// </summary>
    public static long MeasureMacs(Network model, Tensor image)
    {
        const int FilterSize = 9;
        long total = 0;
        var remove = new List<Action>();
        foreach (var module in model.modules())
        {
            // Each output number sums over one output channel's weights.
            if (module is Conv2d convolution)
                remove.Add(convolution.register_forward_hook((_, _, output) => Count(output, convolution.weight!)).remove);
            else if (module is Conv1d sequence)
                remove.Add(sequence.register_forward_hook((_, _, output) => Count(output, sequence.weight!)).remove);
            else if (module.GetName() == "BlurPool2d")
                remove.Add(((Network)module).register_forward_hook((_, _, output) => Add(output, output.numel() * FilterSize)).remove);
            else if (module.GetName() == "MultiheadAttention")
                remove.Add(((Network)module).register_forward_hook((_, _, output) => Add(output, AttentionMacs(output))).remove);
            else if (module is Linear linear)
                remove.Add(linear.register_forward_hook((_, _, output) => Count(output, linear.weight!)).remove);
        }

        using (var scope = NewDisposeScope())
        using (no_grad())
            model.call(image);
        remove.ForEach(hook => hook());
        return total;

        // Its first projection, whose weight belongs to no module, and the products of queries with keys and of weights with values.
        static long AttentionMacs(Tensor output) => output.numel() * ((3 * output.shape[2]) + (2 * output.shape[1]));

        Tensor Count(Tensor output, Parameter weight) => Add(output, output.numel() * (weight.numel() / weight.shape[0]));

        Tensor Add(Tensor output, long count)
        {
            total += count;
            return output;
        }
    }

    /// <summary>The entries "group.name" of a peer's answer, by name.</summary>
    public static Dictionary<string, Tensor> Group(this Dictionary<string, Tensor> answer, string group) =>
        answer.Where(entry => entry.Key.StartsWith(group + ".", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[(group.Length + 1)..], entry => entry.Value);

    public static void AssertSameNamesAndShapes(IReadOnlyDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> actual)
    {
        static IEnumerable<string> Entries(IReadOnlyDictionary<string, Tensor> state) =>
            state.Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]").Order(StringComparer.Ordinal);

        Assert.Equal(Entries(expected), Entries(actual));
    }

    /// <summary>
    /// Runs one training step as variants.step of tests/peers does, and compares the loss and the state after it. A step changes
    /// parameters by little, so the gradients are compared too, to a tolerance of their own: they are sums that largely cancel.
    /// </summary>
    public static void AssertSameStep(
        Dictionary<string, Tensor> expected, Network model, Tensor images, Tensor labels, double tolerance, double gradientTolerance)
    {
        model.train();
        using var optimizer = optim.SGD(model.parameters(), 0.001, momentum: 0.9);
        manual_seed(PeerSeed);
        using var loss = nn.functional.cross_entropy(model.call(images), labels);
        loss.backward();
        optimizer.step();

        Agreement.Within(tolerance, expected["step.loss"], loss, "the loss");
        foreach (var (name, tensor) in model.state_dict())
            Agreement.Within(tolerance, expected[$"step.state.{name}"], Sampled(tensor), $"{name} after the step");

        // The gradient of a bias which a batch normalization subtracts again is zero but for rounding: none is held to less than the
        // largest one's thousandth.
        var gradients = expected.Group("step.gradient");
        var largest = gradients.Values.Max(gradient => gradient.abs().max().ToDouble());
        foreach (var (name, parameter) in model.named_parameters())
        {
            var own = gradients[name].abs().max().ToDouble();
            Agreement.Within(
                gradientTolerance, gradients[name], Sampled(parameter.grad!), $"the gradient of {name}", Math.Max(own, largest / 1000));
        }
    }

    /// <summary>Of a tensor with more than a million values an even selection, as the peer sends it.</summary>
    private static Tensor Sampled(Tensor tensor)
    {
        const int Most = 1 << 20;
        return tensor.numel() <= Most ? tensor : tensor.flatten()[TensorIndex.Slice(step: (tensor.numel() / Most) | 1)];
    }

    /// <summary>The seed of dropout's draws on both sides.</summary>
    public const int PeerSeed = 17;
}
