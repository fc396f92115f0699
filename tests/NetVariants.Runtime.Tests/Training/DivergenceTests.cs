using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Runtime.Tests.Training;

/// <summary>A training whose numbers become NaN or infinite ends with an exception, never with a result.</summary>
public sealed class DivergenceTests : IDisposable
{
    private static readonly DataSplits s_data = Synthetic.Splits(train: 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_NaN_validation_loss_stops_training_without_a_best_state(float value)
    {
        using var model = new Faulty(Synthetic.SeededNetwork(), calls => calls > 1 ? value : 0);

        var error = Assert.Throws<TrainingDivergedException>(
            () => new Trainer(Synthetic.Options()).Fit(
                model, s_data.Train, s_data.Validation, s_data.Test, new CheckpointOptions(_folder.Path)));

        Assert.Equal((TrainingPhase.Validation, 1, 4), (error.Phase, error.Epoch, error.Step));
        Assert.Contains("The validation loss is NaN after epoch 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 64), error.Images);
        Assert.False(File.Exists(_folder.File("best.safetensors")));
    }

    [Fact]
    public void A_later_NaN_validation_loss_keeps_the_earlier_best_state()
    {
        using var model = new Faulty(Synthetic.SeededNetwork(), calls => calls > 2 ? float.NaN : 0);

        Assert.Throws<TrainingDivergedException>(
            () => new Trainer(Synthetic.Options()).Fit(
                model, s_data.Train, s_data.Validation, s_data.Test, new CheckpointOptions(_folder.Path)));

        Assert.Equal(2, File.ReadAllLines(_folder.File("epochs.csv")).Length);
        Assert.True(File.Exists(_folder.File("best.safetensors")));
    }

    [Fact]
    public void A_NaN_test_loss_is_no_result()
    {
        using var model = new Faulty(Synthetic.SeededNetwork(), calls => calls > 3 ? float.NaN : 0);
        var trainer = new Trainer(Synthetic.Options());

        Assert.Contains(
            "The loss is NaN on the images 0, 1,",
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(model, s_data.Train, s_data.Validation, s_data.Test)).Message);
        Assert.Throws<InvalidOperationException>(() => trainer.Evaluate(model, s_data.Test));
    }

    [Fact]
    public void NaN_weights_stop_training_even_if_no_loss_shows_them()
    {
        // A buffer that evaluation does not read.
        using Network model = Sequential(("norm", BatchNorm1d(64, affine: false)), ("linear", Linear(64, 4)));
        using Network network = Sequential(("flatten", Flatten()), ("model", model), ("break", new Breaking()));

        var error = Assert.Throws<TrainingDivergedException>(
            () => new Trainer(Synthetic.Options()).Fit(network, s_data.Train, s_data.Validation));

        Assert.Contains("'break.spare' holds NaN or infinity after epoch 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinite_running_statistics_stop_training()
    {
        using Network network = Sequential(("flatten", Flatten()), ("linear", Linear(64, 4)), ("spare", new Statistics()));

        var error = Assert.Throws<TrainingDivergedException>(
            () => new Trainer(Synthetic.Options()).Fit(network, s_data.Train, s_data.Validation));

        Assert.Contains("'spare.running_var' holds NaN or infinity after epoch 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_gradients_stop_training_even_if_clipped_or_in_the_last_step()
    {
        using var inner = Synthetic.SeededNetwork();
        using Network model = Sequential(("inner", inner), ("root", new NaNGradient()));

        Assert.Throws<TrainingDivergedException>(
            () => new Trainer(Synthetic.Options(epochs: 1) with { ClipNorm = 1, ClipValue = 1, BatchSize = 64 }).Fit(
                model, s_data.Train, s_data.Validation));
    }

    [Fact]
    public void NaN_weights_are_rejected_before_the_first_step()
    {
        using var model = Synthetic.SeededNetwork();
        using (no_grad())
            model.get_buffer("norm.running_var")!.fill_(float.NaN);

        Assert.Contains(
            "'norm.running_var' of Sequential holds NaN or infinity",
            Assert.Throws<InvalidOperationException>(
                () => new Trainer(Synthetic.Options()).Fit(model, s_data.Train, s_data.Validation)).Message);
    }

    [Fact]
    public void A_libtorch_error_is_reported_without_its_native_trace()
    {
        using Network model = Sequential(("inner", Synthetic.Network()), ("late", new FailingInTraining()));
        var trainer = new Trainer(Synthetic.Options());

        var error = Assert.Throws<ExternalException>(() => trainer.Fit(model, s_data.Train, s_data.Validation));
        var compared = new Comparison(
            [new Candidate(Synthetic.Info, _ => Sequential(("inner", Synthetic.Network()), ("late", new FailingInTraining())))],
            Synthetic.Options()).Run(s_data);

        Assert.StartsWith("mat1 and mat2 shapes cannot be multiplied", error.Message, StringComparison.Ordinal);
        Assert.Contains("frame #0", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.All([error.Message, compared.Candidates[0].Failure!], message => Assert.Single(message.Split('\n')));
    }

    /// <summary>Adds a number to the logits in evaluation, by how often it was called there.</summary>
    private sealed class Faulty : Module<Tensor, Tensor>
    {
        private readonly Network _inner;
        private readonly Func<int, float> _fault;
        private int _calls;

        public Faulty(Network inner, Func<int, float> fault)
            : base(nameof(Faulty))
        {
            (_inner, _fault) = (inner, fault);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => training ? _inner.call(input) : _inner.call(input).add(_fault(++_calls));
    }

    /// <summary>Breaks a buffer of its own in training.</summary>
    private sealed class Breaking : Module<Tensor, Tensor>
    {
        private readonly Tensor spare = zeros(1);

        public Breaking()
            : base(nameof(Breaking)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            if (training)
                spare.fill_(float.NaN);
            return input.alias();
        }
    }

    /// <summary>A root of zero: the value is finite, its slope is not.</summary>
    private sealed class NaNGradient() : Module<Tensor, Tensor>(nameof(NaNGradient))
    {
        public override Tensor forward(Tensor input) => input.add(input.mul(0).sqrt());
    }

    private sealed class FailingInTraining() : Module<Tensor, Tensor>(nameof(FailingInTraining))
    {
        public override Tensor forward(Tensor input) => training ? input.mm(zeros(100, 4)) : input.alias();
    }

    /// <summary>Passes its input on, and has a running variance that a training makes infinite.</summary>
    private sealed class Statistics : Network
    {
        private readonly Tensor _variance = ones(1);

        public Statistics()
            : base(nameof(Statistics)) => register_buffer("running_var", _variance);

        public override Tensor forward(Tensor input)
        {
            if (training)
                _variance.fill_(float.PositiveInfinity);
            return input.alias();
        }
    }
}
