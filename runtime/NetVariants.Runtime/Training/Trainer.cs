using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Native;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Checks;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace NetVariants.Training;

/// <summary>
/// Trains image classifiers by stochastic gradient descent on the cross-entropy. Every epoch trains, then validates; the state of lowest
/// validation loss is kept, and it is what is tested at the end.
/// </summary>
/// <example>
/// <code>
/// var data = FashionMnist.Load();
/// using var model = Vgg8.Create();
/// var trainer = new Trainer(new TrainerOptions { Epochs = 2, BatchSize = 128, LearningRate = 0.1 });
/// var result = trainer.Fit(model, data.Train, data.Validation, data.Test);
/// Console.WriteLine(result.Test?.Metrics.Accuracy);
/// </code>
/// </example>
public sealed class Trainer
{
    private readonly TrainerOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly ITrainingObserver? _observer;

    /// <summary>Makes a trainer; it can train any number of models.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Receives progress reports, on the training thread.</param>
    /// <param name="observer">Follows each training, such as a log for TensorBoard.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="LibTorchException">libtorch does not load.</exception>
    public Trainer(TrainerOptions options, IProgress<TrainingProgress>? progress = null, ITrainingObserver? observer = null)
    {
        if (options is { Nesterov: true, Momentum: 0 })
            throw new ArgumentException("Nesterov needs a Momentum above 0.", nameof(options));
        if (options is { KeepFreedMemory: false, KeepLargeBlocks: true })
            throw new ArgumentException("KeepLargeBlocks needs KeepFreedMemory: turn it on, or leave both out.", nameof(options));
        LibTorch.EnsureLoaded();
        (_options, _progress, _observer) = (options, progress, observer);
    }

    /// <summary>Trains <paramref name="model"/> and leaves it, in evaluation mode, with the state of lowest validation loss.</summary>
    /// <param name="model">Takes images <c>[N, C, H, W]</c>, returns logits <c>[N, classes]</c>. It moves to the options' device.</param>
    /// <param name="train">What it learns from; reshuffled in every epoch.</param>
    /// <param name="validation">What decides which epoch's state is kept.</param>
    /// <param name="test">What the kept state is tested on, or null.</param>
    /// <param name="checkpoints">Where to save the training, and whether to resume one that is saved there; null to save nothing.</param>
    /// <param name="cancellation">Ends the training between two steps, after saving it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part has no images.</exception>
    /// <exception cref="ArgumentException">
    /// A label names no class, or the parts differ in their classes or normalization; or the batch size is
    /// <see cref="TrainerOptions.AutoBatchSize"/>, and no declaration says how much memory the network takes, or
    /// <see cref="TrainerOptions.Recompute"/> is set, and none says what it consists of.
    /// </exception>
    /// <exception cref="NetworkMismatchException">
    /// The network does not fit the images, or a normalization would get one value per channel: thrown before the first step, unless memory
    /// ran out for more.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The device is not there, or its memory too small for a single image; there is nothing to train; or another thread of this process
    /// trains.
    /// </exception>
    /// <exception cref="TrainingDivergedException">A loss or the network's state becomes NaN or infinite.</exception>
    /// <exception cref="CheckpointException">
    /// A checkpoint cannot be written, the one to resume from is damaged or another training's, or another training is using the folder.
    /// </exception>
    public TrainingResult Fit(
        Module<Tensor, Tensor> model,
        IImageSource train,
        IImageSource validation,
        IImageSource? test = null,
        CheckpointOptions? checkpoints = null,
        CancellationToken cancellation = default)
    {
        // Refuse before anything changes what could only end in numbers that mean nothing.
        var task = new ClassificationTask(train.Classes, _options.LabelSmoothing);
        DataChecks.Check(task, train, validation, test);
        Trainability.CheckParameters(model);
        using var claim = TorchClaim.Take();
        var device = Prepare(model, claim);
        var sized = BatchSizes.Choose(_options, model, train.Shape, device, checkpoints);
        (var options, train, validation, test) = DebugRuns.Arrange(sized, train, validation, test);
        using var memory = FreedMemory.Keep(options.KeepFreedMemory, LargeBlocks.AreKept(options, model, train.Shape, device));
        using var transfer = NetworkCall.TransferOf(model, train.Normalization, device, options.MemoryFormat);
        var statistics = Trainability.Check(model, task, transfer, train, validation, test);
        using var optimizer = Optimizers.Create(options, model);
        using var average = options.EmaDecay is { } decay ? new ModelEma(model, decay) : null;
        using var best = new BestState(model);
        using var checkpointer = new Checkpointer(checkpoints, options, model, optimizer, average, best, train, validation);

        // Start, or resume where an earlier run ended.
        var epochSteps = BatchLoader.BatchCount(train.Count, options.BatchSize);
        var earlier = checkpointer.Resume();
        transfer.Format = NetworkCall.FormatOf(model, device, earlier?.Format ?? options.MemoryFormat, statistics.ConstantNorm);
        var partSize = BatchParts.Smaller(earlier?.MicroBatchSize, options.MicroBatchSize);
        statistics.CheckEpoch(train.Count, options.BatchSize, partSize);
        Trainability.CheckState(model);
        using var state = new TrainingState(device, epochSteps, earlier);
        var profile = new StepProfile();
        using var step = new TrainingStep(model, task, optimizer, average, options, statistics, profile, partSize, earlier?.MicroBatchSize);
        var clock = new ProgressClock(_progress, options.Epochs, train.Count, validation.Count, test?.Count ?? 0, state);
        var evaluator = new Evaluator(model, task, transfer, options, clock, cancellation);
        StopReason? stop;
        TrainingPosition Now() => state.Position(best, clock, step.HalvedMicroBatchSize, transfer.Format);
        double RateAt(long totalStep) =>
            LearningRates.At(options, totalStep, epochSteps, state.Epochs.Select(done => done.Validation.Loss));
        var observation = new Observation(_observer, new TrainingRun(model, validation, device, transfer.Format), state, RateAt);
        observation.Begin();

        try
        {
            while ((stop = StopRules.Check(options, state, best.Epoch, train.Count)) is null)
            {
                // Train: every image once, in an order of this epoch's own.
                var epoch = state.Epoch;
                var rate = state.Step == 0 ? 0 : RateAt(state.TotalStep - 1);
                model.TrainAllButFrozen();
                profile.Reset();
                clock.Start(TrainingPhase.Train, epoch, train.Count, state.Meter.Images);
                var order = new RandomStream(options.Seed, epoch).Permutation(train.Count);
                foreach (var batch in BatchLoader.Read(train, order, options.LoaderAt(epoch, state.Step), cancellation))
                {
                    // Whatever a step makes is released with it, the gradients' handles included.
                    using var scope = NewDisposeScope();
                    Seeding.Seed(device, options.Seed, epoch, state.Step);
                    rate = RateAt(state.TotalStep);
                    var (images, labels) = transfer.Send(batch);
                    profile.Record(StepPart.Data);

                    var (loss, logits) = step.ComputeGradient(images, labels);
                    if (loss.to(ScalarType.Float64).item<double>() is var value && !double.IsFinite(value))
                        throw TrainingDivergedException.InTraining(epoch, state.Step + 1, value, rate, [.. batch.Indices]);
                    step.Update(rate, state.TotalStep);

                    state.Add(loss, logits, labels);
                    observation.AddPoints();
                    clock.Advance(batch.Count, state.Meter);
                    checkpointer.AfterStep(Now);
                    profile.Record(StepPart.Rest);
                    if (clock.Elapsed > options.MaxTime)
                        break;
                }

                // Validate the weights or their average, and keep them if they are the best so far.
                var trainTime = clock.TrainTime;
                clock.Start(TrainingPhase.Validation, epoch, validation.Count);
                using (average?.Evaluate())
                {
                    if (FiniteState.FirstNonFinite(model) is { } tensor)
                        throw TrainingDivergedException.InState(epoch, state.Step, rate, tensor);
                    using var confusion = _observer is null ? null : new ConfusionCounter(validation.Classes, device);
                    var validated = evaluator.Validate(validation, confusion, (loss, images) =>
                        TrainingDivergedException.InValidation(epoch, state.Step, loss, rate, images));
                    var isBest = best.Update(epoch, validated.Loss);
                    var ended = new EpochResult(
                        epoch, state.Meter.Read().ToMetrics(), validated, state.Curve.Points, trainTime, clock.PhaseTime, isBest,
                        rate, profile.Times, Environment.WorkingSet >> 20);
                    observation.EndEpoch(ended, confusion?.Read(validated));
                    state.Finish(ended, clock.Elapsed);
                    checkpointer.AfterEpoch(state.Epochs);
                }

                checkpointer.Save(Now());
                if (options.DebugRun == DebugRun.FastDevRun)
                    checkpointer.Verify();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            checkpointer.Save(Now());
            throw;
        }
        catch (ExternalException error) when (TorchErrors.HasTrace(error))
        {
            throw TorchErrors.Shortened(error);
        }

        // Test the best state. Gradients take as much memory as the weights, and a trained model needs none.
        best.Restore();
        model.zero_grad();
        model.eval();
        var tested = test is null ? null : evaluator.Test(test, options.Epochs);
        var result = new TrainingResult(state.Epochs, best.Epoch, tested, clock.Elapsed, device.ToString(), stop.Value);
        return result with { MemoryFormat = transfer.Format, BatchSize = options.BatchSize };
    }

    /// <summary>
    /// Shows <paramref name="images"/> to <paramref name="model"/> in evaluation mode, without gradients, and leaves it in that mode.
    /// </summary>
    /// <param name="model">Takes images <c>[N, C, H, W]</c>, returns logits <c>[N, classes]</c>. It moves to the options' device.</param>
    /// <param name="images">What to evaluate on.</param>
    /// <param name="cancellation">Ends the evaluation between two batches.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no images.</exception>
    /// <exception cref="ArgumentException">A label names no class.</exception>
    /// <exception cref="NetworkMismatchException">The network does not fit the images.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    /// <exception cref="InvalidOperationException">The device is not there or has too little memory, or a loss is NaN or
    /// infinite.</exception>
    public Evaluation Evaluate(Module<Tensor, Tensor> model, IImageSource images, CancellationToken cancellation = default)
    {
        var task = new ClassificationTask(images.Classes);
        DataChecks.Check(task, images, nameof(images));
        Device device;
        bool? largeBlocks = null;
        using (var claim = TorchClaim.Try())
        {
            device = Prepare(model, claim);
            // A training that runs keeps its setting.
            if (claim is not null)
            {
                var evaluated = _options with { BatchSize = _options.EvaluationBatchSize, MicroBatchSize = null, Recompute = false };
                largeBlocks = LargeBlocks.AreKept(evaluated, model, images.Shape, device);
            }
        }

        using var memory = FreedMemory.Keep(_options.KeepFreedMemory, largeBlocks);
        using var transfer = NetworkCall.TransferOf(model, images.Normalization, device, _options.MemoryFormat);
        var clock = new ProgressClock(_progress, epochs: 0, trainImages: 0, validationImages: 0, images.Count);
        return new Evaluator(model, task, transfer, _options, clock, cancellation).Test(images, epoch: 0);
    }

    /// <summary>
    /// Moves a network to its device. What computations share is set with a claim to it only: the numbers of a training depend on its
    /// threads.
    /// </summary>
    private Device Prepare(Module<Tensor, Tensor> model, TorchClaim? claim)
    {
        var device = Devices.Choose(_options.Device);
        if (claim is not null)
        {
            set_num_threads(_options.Threads);
            // Products of 32-bit floats at several times the speed, in ten bits of mantissa: the precision that networks are trained in.
            if (device.type == DeviceType.CUDA)
                (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (true, true);
        }

        model.to(device);
        return device;
    }
}
