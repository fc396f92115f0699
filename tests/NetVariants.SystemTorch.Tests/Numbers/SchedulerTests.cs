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
    };

    public static TheoryData<string> Schedulers => [.. s_schedulers.Keys];

    [PeerTheory, MemberData(nameof(Schedulers))]
    public void Learning_rates_are_PyTorchs(string scheduler)
    {
        using var scope = NewDisposeScope();
        var program = $"""
            optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
            scheduler = torch.optim.lr_scheduler.{scheduler}
            rates = []
            for epoch in range(10):
                rates.append(optimizer.param_groups[0]["lr"])
                optimizer.step()
                scheduler.step()
            rates = torch.tensor(rates, dtype=torch.float64)
            """;
        var expected = Peer.Run(program, null, "rates")["rates"].data<double>().ToArray();

        using var optimizer = optim.SGD([new Parameter(zeros(1))], 0.2);
        var schedule = s_schedulers[scheduler](optimizer);
        foreach (var rate in expected)
        {
            Assert.Equal(rate, optimizer.ParamGroups.Single().LearningRate, 1e-15);
            optimizer.step();
            schedule.step();
        }
    }
}
