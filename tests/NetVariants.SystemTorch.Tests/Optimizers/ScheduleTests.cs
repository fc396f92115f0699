using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace NetVariants.SystemTorch.Tests.Optimizers;

public sealed class ScheduleTests
{
    [Fact]
    public void A_plateau_reduces_the_rate_after_the_patience_is_over()
    {
        // The sequences of this test were computed with PyTorch 1.13.
        double[] losses = [1, 0.9, 0.9, 0.95, 0.91, 0.8999, 0.5, 0.6, 0.6, 0.6, 0.6];
        double[] expected = [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.03, 0.03];
        Assert.Equal(expected, Rates(losses, o => ReduceLROnPlateau(o, factor: 0.5, patience: 2, cooldown: 1, min_lr: [0.03])), Near);
    }

    [Fact]
    public void A_plateau_can_be_of_results_to_maximise_with_an_absolute_threshold()
    {
        double[] accuracies = [0.5, 0.55, 0.56, 0.57, 0.7, 0.7, 0.7];
        double[] expected = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.01];
        Assert.Equal(expected, Rates(accuracies, o => ReduceLROnPlateau(o, "max", patience: 1, threshold: 0.05, threshold_mode: "abs")), Near);
    }

    [Fact]
    public void A_plateau_needs_a_result()
    {
        using SGD optimizer = Optimizer();
        LRScheduler schedule = ReduceLROnPlateau(optimizer);
        Assert.Throws<InvalidOperationException>(schedule.step);
        Assert.Throws<InvalidOperationException>(() => schedule.step(null));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, "least"));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, threshold_mode: "percent"));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, factor: 1));
    }

    [Fact]
    public void An_epoch_can_be_gone_to_directly()
    {
        using SGD optimizer = Optimizer();
        var reached = new Dictionary<string, LRScheduler>(StringComparer.Ordinal)
        {
            ["step"] = StepLR(optimizer, 3, 0.5),
            ["milestones"] = MultiStepLR(optimizer, [5, 2], 0.1),
            ["exponential"] = ExponentialLR(optimizer, 0.9),
            ["cosine"] = CosineAnnealingLR(optimizer, 10),
            ["polynomial"] = PolynomialLR(optimizer, 10, 2),
            ["linear"] = LinearLR(optimizer, 0.5, 1, 14),
            ["constant"] = ConstantLR(optimizer, 0.5, 8),
        }.ToDictionary(entry => entry.Key, entry =>
        {
            entry.Value.step(7);
            return entry.Value.get_last_lr().Single();
        });
        Assert.Equal(0.1 * 0.25, reached["step"], 12);
        Assert.Equal(0.1 * 0.01, reached["milestones"], 12);
        Assert.Equal(0.1 * Math.Pow(0.9, 7), reached["exponential"], 12);
        Assert.Equal(0.1 * (1 + Math.Cos(Math.PI * 0.7)) / 2, reached["cosine"], 12);
        Assert.Equal(0.1 * 0.09, reached["polynomial"], 12);
        Assert.Equal(0.1 * 0.75, reached["linear"], 12);
        Assert.Equal(0.1 * 0.5, reached["constant"], 12);
    }

    [Fact]
    public void Groups_keep_their_own_rates()
    {
        using Linear linear = nn.Linear(1, 1);
        using SGD optimizer = optim.SGD([new SGD.ParamGroup([linear.weight], lr: 0.1), new SGD.ParamGroup([linear.bias!], lr: 0.4)], 1);
        LRScheduler schedule = ExponentialLR(optimizer, 0.5);
        schedule.step();
        Assert.Equal([0.05, 0.2], schedule.get_last_lr());
        Assert.Equal([0.05, 0.2], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.1, 0.4], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
        Assert.Equal([0.1, 2.0], OneCycleLR(optimizer, [2.5, 50.0], total_steps: 10).get_last_lr(), Near);
    }

    [Fact]
    public void One_cycle_moves_the_first_beta_of_Adam()
    {
        using Linear linear = nn.Linear(1, 1);
        using Adam optimizer = optim.Adam(linear.parameters());
        LRScheduler schedule = OneCycleLR(optimizer, 0.1, total_steps: 10, pct_start: 0.5);
        Assert.Equal((0.95, 0.999), ((optim.IBetas)optimizer.ParamGroups.Single()).Betas);
        for (int step = 0; step < 4; step++)
            schedule.step();
        Assert.Equal(0.85, ((optim.IBetas)optimizer.ParamGroups.Single()).Betas.Item1, 12);
        Assert.Equal(0.1, optimizer.ParamGroups.Single().LearningRate, 12);
    }

    [Fact]
    public void Schedules_that_cannot_be_are_errors()
    {
        using SGD optimizer = Optimizer();
        using SGD other = Optimizer();
        using Linear linear = nn.Linear(1, 1);
        using Adagrad withoutMomentum = optim.Adagrad(linear.parameters());
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [ExponentialLR(optimizer), ExponentialLR(other)], [1]));
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [ExponentialLR(optimizer), ExponentialLR(optimizer)], [1, 2]));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 1));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 1, total_steps: 5, pct_start: 2));
        Assert.Throws<ArgumentException>(() => OneCycleLR(withoutMomentum, 1, total_steps: 5));
        Assert.Throws<ArgumentException>(() => CyclicLR(withoutMomentum, 0.1, 1));
        LRScheduler ended = OneCycleLR(optimizer, 1, total_steps: 1);
        ended.step();
        Assert.Throws<InvalidOperationException>(ended.step);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;

    private static SGD Optimizer() => optim.SGD([new Parameter(ones(1))], 0.1);

    private static List<double> Rates(double[] results, Func<optim.Optimizer, LRScheduler> create)
    {
        using SGD optimizer = Optimizer();
        LRScheduler schedule = create(optimizer);
        var rates = new List<double>();
        foreach (double result in results)
        {
            schedule.step(result);
            Assert.Equal(schedule.get_last_lr(), optimizer.ParamGroups.Select(group => group.LearningRate));
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
        }

        return rates;
    }
}
