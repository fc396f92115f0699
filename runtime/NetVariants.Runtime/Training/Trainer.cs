using System;
using System.Collections.Generic;
using System.Threading;
using NetVariants.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;
using static TorchSharp.torch.optim;

namespace NetVariants.Training;

/// <summary>
/// Trains image classifiers by stochastic gradient descent on the cross-entropy. Every epoch trains, then validates; the state of lowest validation
/// loss is kept, and it is what is tested at the end.
/// </summary>
/// <example>
/// <code>
/// DataSplits data = FashionMnist.Load();
/// using var model = Vgg8.Create();
/// var trainer = new Trainer(new TrainerOptions { Epochs = 2, BatchSize = 128, LearningRate = 0.1 });
/// TrainingResult result = trainer.Fit(model, data.Train, data.Validation, data.Test);
/// Console.WriteLine(result.Test?.Accuracy);
/// </code>
/// </example>
public sealed class Trainer
{
    private readonly TrainerOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;

    /// <summary>Makes a trainer; it can train any number of models.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told how far a training is, on the training thread.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public Trainer(TrainerOptions options, IProgress<TrainingProgress>? progress = null)
    {
        if (options is { Nesterov: true, Momentum: 0 })
            throw new ArgumentException("Nesterov needs a Momentum above 0.", nameof(options));
        _options = options;
        _progress = progress;
    }

    /// <summary>Trains <paramref name="model"/> and leaves it, in evaluation mode, with the state of lowest validation loss.</summary>
    /// <param name="model">Takes images <c>[N, C, H, W]</c> and returns logits <c>[N, classes]</c>. It is moved to the device of the options.</param>
    /// <param name="train">What it learns from; shuffled anew in every epoch.</param>
    /// <param name="validation">What decides which epoch's state is kept.</param>
    /// <param name="test">What the kept state is tested on, or null.</param>
    /// <param name="bestStateFile">Where to save the kept state, for <c>model.load</c>; it is replaced atomically whenever a better one is found.</param>
    /// <param name="cancellation">Ends the training between two steps; a state that was saved stays saved.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no training or no validation images.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    /// <exception cref="InvalidOperationException">The device is not there.</exception>
    public TrainingResult Fit(
        Module<Tensor, Tensor> model,
        IImageSource train,
        IImageSource validation,
        IImageSource? test = null,
        string? bestStateFile = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(train.Count, nameof(train));
        ArgumentOutOfRangeException.ThrowIfZero(validation.Count, nameof(validation));
        Device device = Prepare(model);
        using BatchTransfer transfer = new(train.Normalization, device);
        using Optimizer optimizer = SGD(
            model.parameters(),
            _options.LearningRate,
            _options.Momentum,
            weight_decay: _options.WeightDecay,
            nesterov: _options.Nesterov);
        using BestState best = new(model, bestStateFile);
        ProgressClock clock = new(_progress, _options.Epochs, train.Count, (long)_options.Epochs * validation.Count + (test?.Count ?? 0));
        List<EpochResult> epochs = [];
        int epochSteps = BatchLoader.BatchCount(train.Count, _options.BatchSize);

        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            // Train: every image once, in an order of this epoch's own.
            model.train();
            clock.Start(TrainingPhase.Train, epoch, train.Count);
            using Meter meter = new(device);
            LearningCurve curve = new(epoch, epochSteps);
            int[] order = new RandomStream(_options.Seed, epoch).Permutation(train.Count);
            int step = 0;
            long images = 0;
            foreach (PixelBatch batch in BatchLoader.Read(train, order, _options.BatchSize, _options.PrefetchBatches, cancellation))
            {
                // Whatever a step makes is released with it, the gradients' handles included.
                using DisposeScope scope = NewDisposeScope();
                Seeding.Seed(device, _options.Seed, epoch, step);
                SetLearningRate(optimizer, (epoch - 1L) * epochSteps + step, (long)_options.Epochs * epochSteps);
                (Tensor input, Tensor labels) = transfer.Send(batch);

                optimizer.zero_grad();
                Tensor logits = model.call(input);
                Tensor loss = cross_entropy(logits, labels);
                loss.backward();
                optimizer.step();

                meter.Add(loss, logits, labels);
                curve.Advance(++step, meter);
                clock.Advance(images += batch.Count, meter);
            }

            double trainSeconds = clock.PhaseSeconds;

            // Validate, and keep the state if it is the best so far.
            clock.Start(TrainingPhase.Validation, epoch, validation.Count);
            Metrics validated = Evaluate(model, validation, transfer, device, clock, cancellation);
            bool isBest = best.Offer(epoch, validated.Loss);
            epochs.Add(new EpochResult(epoch, meter.Read().ToMetrics(), validated, curve.Points, trainSeconds, clock.PhaseSeconds, isBest));
        }

        // Test the best state. Gradients take as much memory as the weights, and a trained model needs none.
        best.Restore();
        model.zero_grad();
        model.eval();
        Metrics? tested = null;
        if (test is not null)
        {
            clock.Start(TrainingPhase.Test, _options.Epochs, test.Count);
            tested = Evaluate(model, test, transfer, device, clock, cancellation);
        }

        return new TrainingResult(epochs, best.Epoch, tested, clock.Seconds, device.ToString());
    }

    /// <summary>Shows <paramref name="images"/> to <paramref name="model"/> in evaluation mode, without gradients, and leaves it in that mode.</summary>
    /// <param name="model">Takes images <c>[N, C, H, W]</c> and returns logits <c>[N, classes]</c>. It is moved to the device of the options.</param>
    /// <param name="images">What to evaluate on.</param>
    /// <param name="cancellation">Ends the evaluation between two batches.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    /// <exception cref="InvalidOperationException">The device is not there.</exception>
    public Metrics Evaluate(Module<Tensor, Tensor> model, IImageSource images, CancellationToken cancellation = default)
    {
        Device device = Prepare(model);
        using BatchTransfer transfer = new(images.Normalization, device);
        ProgressClock clock = new(_progress, epochs: 0, trainImages: 0, images.Count);
        clock.Start(TrainingPhase.Test, 0, images.Count);
        return Evaluate(model, images, transfer, device, clock, cancellation);
    }

    private Metrics Evaluate(
        Module<Tensor, Tensor> model,
        IImageSource source,
        BatchTransfer transfer,
        Device device,
        ProgressClock clock,
        CancellationToken cancellation)
    {
        model.eval();
        using IDisposable noGradients = no_grad();
        using Meter meter = new(device);
        int[] order = [.. System.Linq.Enumerable.Range(0, source.Count)];
        long images = 0;
        foreach (PixelBatch batch in BatchLoader.Read(source, order, _options.EvaluationBatchSize, _options.PrefetchBatches, cancellation))
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor input, Tensor labels) = transfer.Send(batch);
            Tensor logits = model.call(input);
            meter.Add(cross_entropy(logits, labels), logits, labels);
            clock.Advance(images += batch.Count, meter);
        }

        return meter.Read().ToMetrics();
    }

    private Device Prepare(Module<Tensor, Tensor> model)
    {
        set_num_threads(_options.Threads);
        Device device = Devices.Choose(_options.Device);
        model.to(device);
        return device;
    }

    private void SetLearningRate(Optimizer optimizer, long step, long steps)
    {
        double rate = _options.LearningRate * LearningRates.Factor(_options.Schedule, _options.WarmupFraction, step, steps);
        foreach (ILearningRateController group in optimizer.ParamGroups)
            group.LearningRate = rate;
    }
}
