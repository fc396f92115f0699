using System;
using System.Linq;
using NetVariants.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Training;

public sealed class TrainerOptionsTests
{
    [Fact]
    public void Defaults_equal_the_articles_except_the_schedule()
    {
        var options = new TrainerOptions();

        Assert.Equal(
            (10, 4, 0.001, 0.9, 0.0), (options.Epochs, options.BatchSize, options.LearningRate, options.Momentum, options.WeightDecay));
        Assert.Equal((LearningRateSchedule.WarmupCosine, false, "auto"), (options.Schedule, options.Nesterov, options.Device));
        Assert.Equal(Environment.ProcessorCount, options.Threads);
    }

    [Fact]
    public void A_value_out_of_range_is_rejected_by_property_name()
    {
        AssertRefused(nameof(TrainerOptions.Epochs), () => new() { Epochs = 0 });
        AssertRefused(nameof(TrainerOptions.BatchSize), () => new() { BatchSize = 0 });
        AssertRefused(nameof(TrainerOptions.BatchSize), () => new() { BatchSize = -1 });
        AssertRefused(nameof(TrainerOptions.EvaluationBatchSize), () => new() { EvaluationBatchSize = 0 });
        AssertRefused(nameof(TrainerOptions.LearningRate), () => new() { LearningRate = 0 });
        AssertRefused(nameof(TrainerOptions.LearningRate), () => new() { LearningRate = double.NaN });
        AssertRefused(nameof(TrainerOptions.LearningRate), () => new() { LearningRate = double.PositiveInfinity });
        AssertRefused(nameof(TrainerOptions.WarmupFraction), () => new() { WarmupFraction = 1 });
        AssertRefused(nameof(TrainerOptions.Momentum), () => new() { Momentum = -0.1 });
        AssertRefused(nameof(TrainerOptions.Momentum), () => new() { Momentum = 1 });
        AssertRefused(nameof(TrainerOptions.WeightDecay), () => new() { WeightDecay = -1e-4 });
        AssertRefused(nameof(TrainerOptions.Threads), () => new() { Threads = 0 });
        AssertRefused(nameof(TrainerOptions.PrefetchBatches), () => new() { PrefetchBatches = 0 });
        AssertRefused(nameof(TrainerOptions.Workers), () => new() { Workers = 0 });
        AssertRefused(nameof(TrainerOptions.MicroBatchSize), () => new() { MicroBatchSize = 0 });
        AssertRefused(nameof(TrainerOptions.StepEpochs), () => new() { StepEpochs = 0 });
        AssertRefused(nameof(TrainerOptions.StepFactor), () => new() { StepFactor = 0 });
        AssertRefused(nameof(TrainerOptions.PlateauPatience), () => new() { PlateauPatience = -1 });
        AssertRefused(nameof(TrainerOptions.Beta1), () => new() { Beta1 = 1 });
        AssertRefused(nameof(TrainerOptions.Beta2), () => new() { Beta2 = -1 });
        AssertRefused(nameof(TrainerOptions.Epsilon), () => new() { Epsilon = 0 });
        AssertRefused(nameof(TrainerOptions.ClipNorm), () => new() { ClipNorm = 0 });
        AssertRefused(nameof(TrainerOptions.ClipValue), () => new() { ClipValue = double.NaN });
        AssertRefused(nameof(TrainerOptions.LabelSmoothing), () => new() { LabelSmoothing = 1 });
        AssertRefused(nameof(TrainerOptions.EmaDecay), () => new() { EmaDecay = 1 });
        AssertRefused(nameof(TrainerOptions.Patience), () => new() { Patience = 0 });
        AssertRefused(nameof(TrainerOptions.MaxTime), () => new() { MaxTime = TimeSpan.Zero });
        AssertRefused(nameof(TrainerOptions.Device), () => new() { Device = "gpu" });
        AssertRefused(nameof(TrainerOptions.Device), () => new() { Device = "cuda:" });
        AssertRefused(nameof(TrainerOptions.Device), () => new() { Device = "cuda:-1" });
    }

    [Fact]
    public void Nesterov_needs_momentum() =>
        Assert.Throws<ArgumentException>(() => new Trainer(new TrainerOptions { Nesterov = true, Momentum = 0 }));

    [Fact]
    public void Auto_is_CUDA_where_there_is_one()
    {
        Assert.Equal(cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, Devices.Choose("auto").type);
        Assert.Equal(DeviceType.CPU, Devices.Choose("cpu").type);
        var beyond = $"cuda:{(cuda.is_available() ? cuda.device_count() : 0)}";
        Assert.Contains(beyond, Assert.Throws<InvalidOperationException>(() => Devices.Choose(beyond)).Message);
    }

    [Fact]
    public void The_rate_rises_to_its_peak_and_falls_to_nothing()
    {
        double[] factors = [.. Enumerable.Range(0, 100).Select(step => LearningRates.WarmupCosine(0.25, step, 100))];

        Assert.Equal(factors[..25].Order(), factors[..25]);
        Assert.Equal(factors[25..].OrderDescending(), factors[25..]);
        Assert.InRange(factors[0], 0.01, 0.03);
        Assert.InRange(factors[24], 0.97, 1);
        Assert.Equal(0.5, (factors[61] + factors[62] + factors[63]) / 3, 0.02);
        Assert.InRange(factors[99], 1e-5, 1e-3);
        Assert.Equal(1, LearningRates.WarmupCosine(0, 0, 1_000_000), 1e-9);
    }

    [Theory]
    [InlineData(1, new[] { 4e-6 })]
    [InlineData(2, new[] { 0.811745653949763, 4e-6 })]
    [InlineData(3, new[] { 0.9944154354509117, 0.46263710266697505, 4e-6 })]
    [InlineData(4, new[] { 0.04, 0.811745653949763, 0.28306099820869923, 4e-6 })]
    public void OneCycle_of_a_few_steps_equals_PyTorchs(int steps, double[] factors)
    {
        for (var step = 0; step < steps; step++)
            Assert.Equal(factors[step], LearningRates.OneCycle(step, steps), 1e-12);
    }

    private static void AssertRefused(string property, Func<TrainerOptions> make) =>
        Assert.Contains(property, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
