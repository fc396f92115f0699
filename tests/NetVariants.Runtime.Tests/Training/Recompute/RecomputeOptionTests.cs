using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Recompute;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Training.Recompute;

/// <summary><see cref="TrainerOptions.Recompute"/> in whole trainings.</summary>
public sealed class RecomputeOptionTests : IDisposable
{
    private static readonly DataSplits s_data = Synthetic.Splits(train: 64);

    private static readonly TrainerOptions s_options = Synthetic.Options(epochs: 4) with
    {
        Recompute = true,
        MicroBatchSize = 8,
        Optimizer = OptimizerKind.AdamW,
        LabelSmoothing = 0.1,
        EmaDecay = 0.9,
        ClipNorm = 1,
        ClipValue = 1,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Recomputation.Repeated = null;
        _folder.Dispose();
    }

    /// <summary>Gradients are on in the second pass, and libtorch's own error does not say that memory was too small.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_without_memory_for_a_bottlenecks_second_pass_is_done_in_parts(bool recompute)
    {
        using var model = EfficientDense.Create();
        var failures = 0;
        model.modules().OfType<TorchSharp.Modules.Conv2d>().First(layer => layer.kernel_size[0] == 1).register_forward_pre_hook(
            (_, input) =>
            {
                if (!is_grad_enabled() || input.shape[0] <= 8)
                    return input;
                failures++;
                throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB");
            });

        var options = Synthetic.Options(epochs: 1) with { BatchSize = 32, Recompute = recompute };
        var result = new Trainer(options).Fit(model, s_data.Train, s_data.Validation);

        // In halves, then in quarters.
        Assert.Equal(2, failures);
        Assert.InRange(result.Epochs[0].Train.Loss, 0.1, 10);
    }

    [Fact]
    public void A_training_has_the_same_numbers_with_and_without()
    {
        var repeated = 0;
        Recomputation.Repeated = () => repeated++;

        var without = Train(s_options with { Recompute = false });
        Assert.Equal(0, repeated);
        var with = Train(s_options);

        Assert.Equal(0, repeated % (64 / 8 * 4));
        Assert.NotEqual(0, repeated);
        Assert.Equal(without, with);
    }

    [Fact]
    public void A_training_resumes_to_the_same_bits_with_every_option_on()
    {
        var whole = Train(s_options);
        var checkpoints = new CheckpointOptions(_folder.Path) { EverySteps = 3 };
        Train(s_options with { Epochs = 2 }, checkpoints);

        Assert.Equal(whole, Train(s_options, checkpoints));
    }

    [Fact]
    public void A_training_may_resume_without()
    {
        var whole = Train(s_options);
        Train(s_options with { Epochs = 2 }, new CheckpointOptions(_folder.Path));

        Assert.Equal(whole, Train(s_options with { Recompute = false }, new CheckpointOptions(_folder.Path)));
    }

    [Fact]
    public void A_thousand_steps_leave_no_tensors()
    {
        using var model = Dense.Create();
        var live = new List<long>();
        model.register_forward_pre_hook((_, input) =>
        {
            live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            return input;
        });

        new Trainer(Synthetic.Options(epochs: 1) with { BatchSize = 4, Recompute = true }).Fit(
            model, Synthetic.Images(4_200), Synthetic.Images(16));

        Assert.Equal(live[200], live[1_000]);
    }

    /// <summary>With gradients a part is computed in the backward pass alone.</summary>
    [Fact]
    public void Out_of_memory_in_the_backward_pass_halves_the_micro_batch()
    {
        var options = s_options with { MicroBatchSize = null };
        var failures = 0;

        Train(options, prepare: model => Inner(model).register_forward_pre_hook((_, input) =>
        {
            if (!is_grad_enabled() || !model.training || input.shape[0] <= 4)
                return input;
            failures++;
            throw new ExternalException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 2147483648 bytes.");
        }));

        Assert.True(failures is 2, $"16 and 8 do not fit, 4 do: {failures} failures");
    }

    [Fact]
    public void Another_error_of_the_backward_pass_is_not_taken_for_an_earlier_failure()
    {
        using var model = Dense.Create();
        model.classifier.register_forward_hook((_, _, output) => output.exp().mul_(2));
        RecomputationFailure.OfThisThread.Value = new NotSupportedException("earlier");

        var error = Assert.Throws<ExternalException>(() =>
            new Trainer(s_options with { Recompute = false }).Fit(model, s_data.Train, s_data.Validation));

        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
        Assert.Null(RecomputationFailure.Take());
    }

    [Fact]
    public void A_failure_leaves_gradients_on()
    {
        var error = Assert.Throws<NotSupportedException>(() => Train(s_options, prepare: model =>
            Inner(model).register_forward_pre_hook((_, input) =>
                model.training && !is_grad_enabled() ? throw new NotSupportedException("inner") : input)));

        Assert.Equal("inner", error.Message);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void A_handwritten_network_is_refused()
    {
        using var model = Synthetic.SeededNetwork();

        var error = Assert.Throws<ArgumentException>(() => new Trainer(s_options).Fit(model, s_data.Train, s_data.Validation));

        Assert.StartsWith(
            "Sequential is not generated from a declaration, so its blocks are not known: leave Recompute off.", error.Message);
    }

    [Fact]
    public void Less_memory_is_predicted()
    {
        var info = Recomputed.All.Single(info => info.Name == "densenet");
        var images = new ImageShape(3, 32, 32);

        var (without, with) = (Predict(false), Predict(true));

        Assert.Equal(without.StateBytes, with.StateBytes);
        Assert.InRange(
            without.ImageBytes - with.ImageBytes, (info.ActivationBytes - Recomputation.PlanOf(info).ActivationBytes) * 1.4,
            (info.ActivationBytes - Recomputation.PlanOf(info).ActivationBytes) * 1.6);

        TrainingMemory Predict(bool recompute) =>
            TrainingMemory.Predict(info, Synthetic.Options() with { Recompute = recompute }, images);
    }

    private static nn.Module<Tensor, Tensor> Inner(nn.Module model) =>
        (nn.Module<Tensor, Tensor>)model.named_modules().Single(pair => pair.name == "features.denseblock1.denselayer1.conv2").module;

    private static Dictionary<string, double[]> Train(
        TrainerOptions options, CheckpointOptions? checkpoints = null, Action<Dense>? prepare = null)
    {
        manual_seed(5).Dispose();
        using var model = Dense.Create(dtype: ScalarType.Float64);
        prepare?.Invoke(model);
        new Trainer(options).Fit(model, s_data.Train, s_data.Validation, checkpoints: checkpoints);
        return Synthetic.StateOf(model);
    }
}
