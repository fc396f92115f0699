using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class SchedulerTests
{
    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> s_schedulers = new(StringComparer.Ordinal)
    {
        ["StepLR(optimizer, 3, gamma=0.5)"] = o => StepLR(o, 3, gamma: 0.5),
        ["MultiStepLR(optimizer, [2, 5], gamma=0.1)"] = o => MultiStepLR(o, [2, 5], gamma: 0.1),
        ["ExponentialLR(optimizer, 0.9)"] = o => ExponentialLR(o, 0.9),
        ["CosineAnnealingLR(optimizer, 12, eta_min=0.001)"] = o => CosineAnnealingLR(o, 12, eta_min: 0.001),
        ["LambdaLR(optimizer, lambda epoch: 1 / (1 + epoch))"] = o => LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["MultiStepLR(optimizer, [2, 2, 5], gamma=0.5)"] = o => MultiStepLR(o, [2, 2, 5], gamma: 0.5),
        ["CosineAnnealingLR(optimizer, 3)"] = o => CosineAnnealingLR(o, 3),
        ["MultiplicativeLR(optimizer, lambda epoch: 0.95 ** epoch)"] = o => MultiplicativeLR(o, epoch => Math.Pow(0.95, epoch)),
        ["ConstantLR(optimizer, factor=0.5, total_iters=4)"] = o => ConstantLR(o, 0.5, 4),
        ["LinearLR(optimizer, start_factor=0.25, end_factor=0.75, total_iters=4)"] = o => LinearLR(o, 0.25, 0.75, 4),
        ["PolynomialLR(optimizer, total_iters=6, power=2.0)"] = o => PolynomialLR(o, 6, 2),
        ["OneCycleLR(optimizer, 0.5, total_steps=10)"] = o => OneCycleLR(o, 0.5, total_steps: 10),
        ["OneCycleLR(optimizer, 0.5, epochs=5, steps_per_epoch=4, pct_start=0.2, anneal_strategy='linear', three_phase=True)"] =
            o => OneCycleLR(o, 0.5, epochs: 5, steps_per_epoch: 4, pct_start: 0.2, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        ["CyclicLR(optimizer, 0.01, 0.1, step_size_up=3, step_size_down=2, mode='triangular2')"] =
            o => CyclicLR(o, 0.01, 0.1, 3, 2, impl.CyclicLR.Mode.Triangular2),
        ["CyclicLR(optimizer, 0.01, 0.1, step_size_up=2, mode='exp_range', gamma=0.9, cycle_momentum=False)"] =
            o => CyclicLR(o, 0.01, 0.1, 2, mode: impl.CyclicLR.Mode.ExpRange, gamma: 0.9, cycle_momentum: false),
        ["SequentialLR(optimizer, [torch.optim.lr_scheduler.ConstantLR(optimizer, 0.1, 2), torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)], [4])"] =
            o => SequentialLR(o, [ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)], [4]),
        ["ChainedScheduler([torch.optim.lr_scheduler.ConstantLR(optimizer, 0.1, 2), torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)])"] =
            o => ChainedLR([ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)]),
    };

    public static TheoryData<string> Schedulers => [.. s_schedulers.Keys];

    [PeerTheory, MemberData(nameof(Schedulers))]
    public void Learning_rates_and_momenta_are_PyTorchs(string scheduler)
    {
        using var scope = NewDisposeScope();
        var program = $"""
            optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
            scheduler = torch.optim.lr_scheduler.{scheduler}
            rates, momenta = [], []
            for epoch in range(10):
                rates.append(optimizer.param_groups[0]["lr"])
                momenta.append(optimizer.param_groups[0]["momentum"])
                optimizer.step()
                scheduler.step()
            rates, momenta = torch.tensor([rates, momenta], dtype=torch.float64)
            """;
        var expected = Peer.Run(program, null, "rates", "momenta");

        using var optimizer = optim.SGD([new Parameter(zeros(1))], 0.2);
        var schedule = s_schedulers[scheduler](optimizer);
        foreach (var (rate, momentum) in expected["rates"].data<double>().Zip(expected["momenta"].data<double>()))
        {
            var group = optimizer.ParamGroups.Single();
            Assert.Equal(rate, group.LearningRate, 1e-15);
            Assert.Equal(momentum, ((optim.IMomentum)group).Momentum, 1e-15);
            optimizer.step();
            schedule.step();
        }
    }
}
