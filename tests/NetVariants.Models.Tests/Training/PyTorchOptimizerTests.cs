using System.Collections.Generic;
using System.Linq;
using NetVariants.Native;
using NetVariants.Tests.Peers;
using NetVariants.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Models.Tests.Training;

/// <summary>Steps and clippings on given gradients, some of them missing, against PyTorch's optimizers.</summary>
public sealed class PyTorchOptimizerTests
{
    private const int Steps = 6;

    /// <summary>A case, PyTorch's optimizer, whether libtorch's fused kernels are used, and the element type.</summary>
    public static TheoryData<string, string, bool, ScalarType> Cases()
    {
        TheoryData<string, string, bool, ScalarType> data = [];
        foreach (var (name, optimizer) in new[]
        {
            ("sgd", "torch.optim.SGD(groups, 0.05)"),
            ("momentum", "torch.optim.SGD(groups, 0.05, momentum=0.9)"),
            ("nesterov", "torch.optim.SGD(groups, 0.05, momentum=0.9, nesterov=True)"),
            ("adam", "torch.optim.Adam(groups, 0.05, betas=(0.8, 0.95), eps=1e-7)"),
            ("adamw", "torch.optim.AdamW(groups, 0.05, betas=(0.8, 0.95), eps=1e-7)"),
        })
        {
            foreach (var isFused in new[] { true, false })
            {
                data.Add(name, optimizer, isFused, ScalarType.Float64);
                data.Add(name, optimizer, isFused, ScalarType.Float32);
            }
        }

        return data;
    }

    [PeerTheory, MemberData(nameof(Cases))]
    public void Steps_equal_PyTorchs(string name, string optimizer, bool isFused, ScalarType type) =>
        Compare(OptionsOf(name), optimizer, "pass", isFused, type);

    [PeerTheory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public void Clipped_steps_equal_PyTorchs(bool isFused, bool byNorm)
    {
        var options = OptionsOf("momentum") with { ClipNorm = byNorm ? 0.5 : null, ClipValue = byNorm ? null : 0.3 };
        var clip = byNorm ? "nn.utils.clip_grad_norm_(parameters, 0.5)" : "nn.utils.clip_grad_value_(parameters, 0.3)";
        Compare(options, "torch.optim.SGD(groups, 0.05, momentum=0.9)", clip, isFused, ScalarType.Float64);
    }

    private static void Compare(TrainerOptions options, string optimizer, string clip, bool isFused, ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using Module<Tensor, Tensor> model = Sequential(("conv", Conv2d(3, 5, 3)), ("norm", BatchNorm2d(5)), ("linear", Linear(7, 4)));
        model.to(type);
        var inputs = model.named_parameters().ToDictionary(pair => "start." + pair.name, pair => pair.parameter.detach().clone());
        foreach (var (name, parameter) in model.named_parameters())
        {
            for (var step = 0; step < Steps; step++)
            {
                // One has none in the first two steps, one none in the fourth, one never.
                if (!(name == "conv.bias" && step < 2) && !(name == "linear.weight" && step == 3) && name != "norm.bias")
                    inputs[$"gradients.{step}.{name}"] = randn_like(parameter.detach());
            }
        }

        var expected = Peer.Run(
            $$"""
            named = {name: nn.Parameter(start[name].clone()) for name in start}
            parameters = list(named.values())
            groups = [
                dict(params=[p for p in parameters if p.ndim > 1], weight_decay=0.02),
                dict(params=[p for p in parameters if p.ndim <= 1], weight_decay=0)]
            optimizer = {{optimizer}}
            for step in range({{Steps}}):
                for name, parameter in named.items():
                    gradient = gradients.get(f'{step}.{name}')
                    parameter.grad = None if gradient is None else gradient.clone()
                {{clip}}
                optimizer.step()
            """,
            inputs, "named");

        try
        {
            Aten.IsOff = !isFused;
            using var ours = Optimizers.Create(options, model);
            var step = new OptimizerStep(ours);
            Assert.Equal(isFused, step.IsFused);
            for (var i = 0; i < Steps; i++)
            {
                foreach (var (name, parameter) in model.named_parameters())
                    parameter.grad = inputs.GetValueOrDefault($"gradients.{i}.{name}")?.clone();
                if (options.ClipNorm is { } norm)
                    GradientClipping.Norm(model, norm);
                if (options.ClipValue is { } bound)
                    GradientClipping.Value(model, bound);
                step.Take(0.05);
            }
        }
        finally
        {
            Aten.IsOff = false;
        }

        foreach (var (name, parameter) in model.named_parameters())
            Agreement.Within(type == ScalarType.Float64 ? 1e-12 : 2e-6, expected["named." + name], parameter.detach(), name, scale: 1);
    }

    private static TrainerOptions OptionsOf(string name) => new()
    {
        WeightDecay = 0.02,
        DecayBiasesAndNorms = false,
        Momentum = name == "sgd" ? 0 : 0.9,
        Nesterov = name == "nesterov",
        Optimizer = name switch { "adam" => OptimizerKind.Adam, "adamw" => OptimizerKind.AdamW, _ => OptimizerKind.Sgd },
        Beta1 = 0.8,
        Beta2 = 0.95,
        Epsilon = 1e-7,
    };
}
