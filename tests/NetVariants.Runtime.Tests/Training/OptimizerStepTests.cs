using System;
using System.IO;
using System.Linq;
using NetVariants.Native;
using NetVariants.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training;

public sealed class OptimizerStepTests : IDisposable
{
    public void Dispose() => Aten.IsOff = false;

    [Fact]
    public void The_libtorch_of_the_packages_has_the_interface() => Assert.True(Aten.IsAvailable);

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    public void Training_without_the_interface_gives_the_same_numbers(OptimizerKind kind)
    {
        var options = Synthetic.Options() with
        {
            Optimizer = kind,
            LearningRate = 0.005,
            ClipNorm = 1,
            ClipValue = 0.1,
            EmaDecay = 0.9,
            DecayBiasesAndNorms = false,
        };
        using var fused = Synthetic.SeededNetwork();
        using var plain = Synthetic.SeededNetwork();
        fused.to(ScalarType.Float64);
        plain.to(ScalarType.Float64);

        new Trainer(options).Fit(fused, Synthetic.Images(128), Synthetic.Images(16));
        Aten.IsOff = true;
        new Trainer(options).Fit(plain, Synthetic.Images(128), Synthetic.Images(16));

        var expected = Synthetic.StateOf(plain);
        foreach (var (name, numbers) in Synthetic.StateOf(fused))
            Assert.All(expected[name].Zip(numbers), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    public void State_goes_from_TorchSharps_step_to_the_fused_one_and_back(OptimizerKind kind)
    {
        using var scope = NewDisposeScope();
        var options = Synthetic.Options() with { Optimizer = kind };
        var (first, _) = Stepped(options, [true, true, true, true], type: ScalarType.Float64);
        var (second, _) = Stepped(options, [true, false, false, true], type: ScalarType.Float64);

        Assert.True(first.allclose(second, rtol: 1e-12, atol: 1e-12));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    public void State_is_saved_in_the_same_bytes_with_and_without_the_interface(OptimizerKind kind)
    {
        using var scope = NewDisposeScope();
        // A rate and decays that are powers of two leave no rounding to differ by.
        var options = Synthetic.Options() with { Optimizer = kind, WeightDecay = 0, Beta1 = 0.5, Beta2 = 0.75, Momentum = 0.5 };

        var (_, fused) = Stepped(options, [true, true]);
        var (_, plain) = Stepped(options, [false, false]);

        Assert.Equal(plain, fused);
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.AdamW)]
    public void Two_thousand_steps_keep_no_memory(OptimizerKind kind)
    {
        using var parameters = Linear(64, 256); // 64 KiB of gradients a step: kept, they would be 130 MB
        using var optimizer = Optimizers.Create(Synthetic.Options() with { Optimizer = kind }, parameters);
        using var average = new ModelEma(parameters, 0.9);
        var step = new OptimizerStep(optimizer);
        Run(200);
        var before = Environment.WorkingSet;

        Run(2_000);

        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 40 << 20);

        void Run(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                using var scope = NewDisposeScope();
                parameters.zero_grad();
                parameters.call(ones(1, 64)).sum().backward();
                GradientClipping.Norm(parameters, 0.1);
                GradientClipping.Value(parameters, 0.01);
                step.Take(0.01);
                average.Update(i);
            }
        }
    }

    [Fact]
    public void Parameters_of_half_precision_keep_to_TorchSharps_step()
    {
        using var model = Linear(4, 4).to(ScalarType.BFloat16);
        using var optimizer = Optimizers.Create(Synthetic.Options(), model);

        Assert.False(new OptimizerStep(optimizer).IsFused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NaN_gradients_stay_NaN_when_clipped(bool isFused)
    {
        using var scope = NewDisposeScope();
        Aten.IsOff = !isFused;
        using var model = Linear(2, 2);
        model.weight!.grad = tensor(new[] { float.NaN, 5, -5, 0 }).view(2, 2);
        model.bias!.grad = tensor(new[] { 3f, float.NegativeInfinity });

        GradientClipping.Value(model, 1);
        Assert.Equal([float.NaN, 1, -1, 0], model.weight.grad.data<float>().ToArray());
        Assert.Equal([1, -1], model.bias.grad.data<float>().ToArray());

        GradientClipping.Norm(model, 1);
        Assert.All(model.bias.grad.data<float>().ToArray(), number => Assert.True(float.IsNaN(number)));
    }

    /// <summary>A weight after some steps, each fused or TorchSharp's own, and the optimizer's state as it is saved.</summary>
    private static (Tensor Weight, byte[] State) Stepped(TrainerOptions options, bool[] fused, ScalarType type = ScalarType.Float32)
    {
        using var model = Linear(4, 3);
        model.to(type);
        using (no_grad())
            model.weight!.copy_(arange(12, dtype: type).view(3, 4).div_(8));
        using var optimizer = Optimizers.Create(options, model);
        foreach (var isFused in fused)
        {
            Aten.IsOff = !isFused;
            model.weight.grad = ones_like(model.weight.detach());
            model.bias!.grad = null;
            var step = new OptimizerStep(optimizer);
            Assert.Equal(isFused, step.IsFused);
            step.Take(0.25);
        }

        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            optimizer.save_state_dict(writer);
        return (model.weight.detach().clone(), stream.ToArray());
    }
}
