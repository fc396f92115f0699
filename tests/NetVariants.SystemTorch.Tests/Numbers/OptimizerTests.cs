using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

/// <summary>Twenty steps on the loss of a small network of two layers, in double precision.</summary>
public sealed class OptimizerTests
{
    private const string Training = """
        parameters = [tensor.requires_grad_() for tensor in start.values()]
        optimizer = {0}
        losses = []
        for step in range(20):
            {1}
            loss = ((torch.tanh(x @ parameters[0] + parameters[1]) @ parameters[2] - y) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        """;

    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> s_optimizers = new(StringComparer.Ordinal)
    {
        ["torch.optim.SGD(parameters, lr=0.1)"] = p => optim.SGD(p, 0.1),
        ["torch.optim.SGD(parameters, lr=0.1, momentum=0.9)"] = p => optim.SGD(p, 0.1, momentum: 0.9),
        ["torch.optim.SGD(parameters, lr=0.1, momentum=0.9, nesterov=True)"] = p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true),
        ["torch.optim.SGD(parameters, lr=0.1, momentum=0.9, dampening=0.5)"] = p => optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.5),
        ["torch.optim.SGD(parameters, lr=0.1, weight_decay=0.01)"] = p => optim.SGD(p, 0.1, weight_decay: 0.01),
        ["torch.optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True)"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true),
        ["torch.optim.SGD(parameters, lr=0.01, momentum=0.5, maximize=True)"] = p => optim.SGD(p, 0.01, momentum: 0.5, maximize: true),
        ["torch.optim.Adam(parameters, lr=0.05)"] = p => optim.Adam(p, 0.05),
        ["torch.optim.Adam(parameters, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.02)"] = p => optim.Adam(p, 0.05, 0.8, 0.95, 1e-6, weight_decay: 0.02),
        ["torch.optim.Adam(parameters, lr=0.05, amsgrad=True)"] = p => optim.Adam(p, 0.05, amsgrad: true),
        ["torch.optim.AdamW(parameters, lr=0.05, weight_decay=0.1)"] = p => optim.AdamW(p, 0.05, weight_decay: 0.1),
        ["torch.optim.AdamW(parameters, lr=0.05, betas=(0.8, 0.95), weight_decay=0.01, amsgrad=True)"] = p => optim.AdamW(p, 0.05, 0.8, 0.95, weight_decay: 0.01, amsgrad: true),
        ["torch.optim.AdamW(parameters, lr=0.05, weight_decay=0.01, maximize=True)"] = p => optim.AdamW(p, 0.05, weight_decay: 0.01, maximize: true),
        ["torch.optim.Adamax(parameters, lr=0.05, weight_decay=0.01)"] = p => optim.Adamax(p, 0.05, weight_decay: 0.01),
        ["torch.optim.RAdam(parameters, lr=0.05, betas=(0.9, 0.9), weight_decay=0.01)"] = p => optim.RAdam(p, 0.05, 0.9, 0.9, weight_decay: 0.01),
        ["torch.optim.RMSprop(parameters, lr=0.01, alpha=0.9)"] = p => optim.RMSProp(p, 0.01, 0.9),
        ["torch.optim.RMSprop(parameters, lr=0.01, momentum=0.5, centered=True, weight_decay=0.01)"] = p => optim.RMSProp(p, 0.01, momentum: 0.5, centered: true, weight_decay: 0.01),
        ["torch.optim.Adagrad(parameters, lr=0.1, lr_decay=0.1, weight_decay=0.01, initial_accumulator_value=0.2)"] = p => optim.Adagrad(p, 0.1, 0.1, 0.01, 0.2),
        ["torch.optim.Adadelta(parameters, lr=0.7, rho=0.8, weight_decay=0.01)"] = p => optim.Adadelta(p, 0.7, 0.8, weight_decay: 0.01),
        ["torch.optim.SGD(parameters, lr=0.01, weight_decay=0.1, maximize=True)"] = p => optim.SGD(p, 0.01, weight_decay: 0.1, maximize: true),
        ["torch.optim.Rprop(parameters, lr=0.01)"] = p => optim.Rprop(p, 0.01),
    };

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    [PeerTheory, MemberData(nameof(Optimizers))]
    public void Twenty_steps_are_PyTorchs(string optimizer) => Compare(optimizer, "pass", s_optimizers[optimizer], (_, _) => { });

    [PeerFact]
    public void A_changed_learning_rate_takes_effect_at_the_next_step() =>
        Compare(
            "torch.optim.SGD(parameters, lr=0.1, momentum=0.9)",
            "optimizer.param_groups[0]['lr'] = 0.1 / (step + 1)",
            p => optim.SGD(p, 0.1, momentum: 0.9),
            (optimizer, step) => optimizer.ParamGroups.Single().LearningRate = 0.1 / (step + 1));

    private static void Compare(
        string python, string beforeStep, Func<IEnumerable<Parameter>, optim.Optimizer> create, Action<optim.Optimizer, int> prepare)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var inputs = new Dictionary<string, Tensor>
        {
            ["start.w"] = randn([5, 4], dtype: ScalarType.Float64),
            ["start.b"] = randn([4], dtype: ScalarType.Float64),
            ["start.v"] = randn([4, 2], dtype: ScalarType.Float64),
            ["x"] = randn([9, 5], dtype: ScalarType.Float64),
            ["y"] = randn([9, 2], dtype: ScalarType.Float64),
        };
        var program = Training.Replace("{0}", python, StringComparison.Ordinal).Replace("{1}", beforeStep, StringComparison.Ordinal);
        var expected = Peer.Run(program, inputs, "parameters", "losses");

        var parameters = inputs.Where(input => input.Key.StartsWith("start.", StringComparison.Ordinal))
            .Select(input => new Parameter(input.Value.clone())).ToArray();
        using var optimizer = create(parameters);
        for (var step = 0; step < 20; step++)
        {
            prepare(optimizer, step);
            var loss = (inputs["x"].matmul(parameters[0]).add(parameters[1]).tanh().matmul(parameters[2]) - inputs["y"]).pow(2).mean();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            Agreement.Within(1e-12, expected[$"losses.{step}"], loss, $"the loss of step {step}");
        }

        // Twenty steps multiply the last place's rounding by less than a thousand here.
        for (var index = 0; index < parameters.Length; index++)
            Agreement.Within(1e-12, expected[$"parameters.{index}"], parameters[index], $"parameter {index}");
    }
}
