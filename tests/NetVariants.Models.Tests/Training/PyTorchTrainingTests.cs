using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests.Peers;
using NetVariants.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Models.Tests.Training;

/// <summary>
/// Whole trainings by <see cref="Trainer.Fit"/> against PyTorch's own optimizers, schedulers, clipping, smoothing and averaging
/// (tests/peers/fitting.py), in double precision, from the same weights, on the same batches of the real Fashion-MNIST.
/// </summary>
public sealed class PyTorchTrainingTests
{
    private const int BatchSize = 20;

    private static readonly DataSplits s_data = FashionMnist.Load();

    /// <summary>Options of the trainer, and what the peer is told.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        { "sgd", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9, nesterov=True, weight_decay=5e-4)" },
        { "adam", "optimizer = torch.optim.Adam(model.parameters(), 0.002, betas=(0.8, 0.95), eps=1e-7, weight_decay=1e-3)" },
        { "adamw", "optimizer = torch.optim.AdamW(fitting.groups(model, 0.05), 0.002)" },
        { "step", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); scheduler = "
            + "fitting.by_epoch(torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.3), steps)" },
        { "one-cycle", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); scheduler = "
            + "torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.05, total_steps=3 * steps, cycle_momentum=False)" },
        { "plateau", "optimizer = torch.optim.SGD(model.parameters(), 0.5, momentum=0.9); scheduler = "
            + "fitting.by_loss(torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.3, patience=0), steps)" },
        { "warmup-cosine", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); scheduler = "
            + "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: fitting.warmup_cosine(step, 3 * steps, 0.25))" },
        { "clip-norm", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); clip = lambda: "
            + "nn.utils.clip_grad_norm_(model.parameters(), 0.5)" },
        { "clip-value", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); clip = lambda: "
            + "nn.utils.clip_grad_value_(model.parameters(), 0.01)" },
        { "smoothing", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); smoothing = 0.1" },
        { "average", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9); averaged = fitting.Average(model, 0.9)" },
        { "accumulation", "optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9)" },
    };

    [PeerTheory, MemberData(nameof(Cases))]
    public void Training_equals_PyTorchs_numbers(string name, string program)
    {
        using var scope = NewDisposeScope();
        // Batch normalization normalizes each part by itself: where a batch is cut, the network has none.
        var variant = name == "accumulation" ? "plain" : "norm";
        var options = OptionsOf(name);
        IImageSource train = new ImageSubset(
            s_data.Train, [.. Enumerable.Range(0, 90)]), validation = new ImageSubset(s_data.Validation, [.. Enumerable.Range(0, 30)]);
        manual_seed(3);
        using var model = Fitted.Create(variant, dtype: ScalarType.Float64);
        var inputs = Inputs(model, train, validation, options);

        var expected = Peer.Run(
            $"""
            import fitting
            model = variants.declared('{DeclarationOf(variant)}').double()
            model.load_state_dict(start)
            steps, scheduler, clip, smoothing, averaged = {BatchLoader.BatchCount(90, BatchSize)}, None, None, 0.0, None
            {program}
            train, validation, state = fitting.fit(
                model, optimizer, scheduler, clip, smoothing, averaged, images, labels, orders, {BatchSize}, held, held_labels)
            """,
            inputs, "train", "validation", "state");

        var result = new Trainer(options).Fit(model, train, validation);

        AssertClose(expected["train"], [.. result.Epochs.Select(epoch => epoch.Train.Loss)], 1e-9);
        AssertClose(expected["validation"], [.. result.Epochs.Select(epoch => epoch.Validation.Loss)], 1e-9);
        foreach (var (entry, tensor) in model.state_dict())
        {
            // TorchSharp counts batches in the network's type, PyTorch in whole numbers. A bias before a normalization stays at zero but
            // for rounding.
            Agreement.Within(1e-9, expected[$"state.{entry}"].to_type(tensor.dtype), tensor, entry, scale: 1);
        }
    }

    [PeerFact]
    public void The_demos_resnet_equals_PyTorchs_losses_for_a_hundred_steps()
    {
        var ours = Losses(ScalarType.Float64, out var theirs);
        Assert.Equal(100, ours.Length);
        Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.True(ours[^20..].Average() < ours[..5].Average() / 1.5, "the network learns");

        var single = Losses(ScalarType.Float32, out var singleTheirs);
        Assert.Equal(singleTheirs[0], single[0], 1e-5);
        // Rounding grows from step to step; the course stays the same within what another seed changes.
        Assert.Equal(singleTheirs[^20..].Average(), single[^20..].Average(), 0.15);
    }

    [PeerFact]
    public void The_demos_resnet_has_pytorchs_accuracy_within_the_noise_of_the_seeds()
    {
        List<double> ours = [], theirs = [];
        foreach (var seed in new[] { 1L, 2, 3 })
        {
            using var scope = NewDisposeScope();
            IImageSource train = new ImageSubset(
                s_data.Train, [.. Enumerable.Range(0, 3_200)]), test = new ImageSubset(s_data.Test, [.. Enumerable.Range(0, 1_000)]);
            var options = OptionsOf("warmup-cosine") with { Epochs = 1, BatchSize = 16, EvaluationBatchSize = 250, Seed = seed };
            manual_seed(seed);
            using var model = Fitted.Create("demo");
            var inputs = Inputs(model, train, test, options);

            ours.Add(new Trainer(options).Fit(model, train, new ImageSubset(s_data.Validation, [0, 1]), test).Test!.Metrics.Accuracy);

            theirs.Add(Peer.Run(
                $"""
                import fitting
                model = variants.declared('{DeclarationOf("demo")}')
                model.load_state_dict(start)
                optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum=0.9)
                scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: fitting.warmup_cosine(step, 200, 0.25))
                fitting.fit(model, optimizer, scheduler, None, 0.0, None, images, labels, orders, 16, held, held_labels)
                with torch.no_grad():
                    accuracy = (model.eval()(held).argmax(1) == held_labels).double().mean()
                """,
                inputs, "accuracy")["accuracy"].item<double>());
        }

        var (our, their) = (MeanStd.FromValues(ours)!, MeanStd.FromValues(theirs)!);
        var found = $"{string.Join(", ", ours)} against {string.Join(", ", theirs)}";
        var noise = Math.Sqrt(((our.Std!.Value * our.Std.Value) + (their.Std!.Value * their.Std.Value)) / 3);
        Assert.True(Math.Abs(our.Mean - their.Mean) <= 2 * noise, found);
        // The same weights, batches and options leave nothing but rounding between two trainings.
        Assert.All(ours.Zip(theirs), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 0.04, found));
        Assert.True(our.Mean > 0.7, found);
    }

    private static double[] Losses(ScalarType type, out double[] theirs)
    {
        using var scope = NewDisposeScope();
        const int Steps = 100, Size = 16;
        IImageSource train = new ImageSubset(s_data.Train, [.. Enumerable.Range(0, Steps * Size)]);
        var options = OptionsOf("sgd") with { Epochs = 1, BatchSize = Size, LearningRate = 0.02, EvaluationBatchSize = 64 };
        manual_seed(3);
        using var model = Fitted.Create("demo", dtype: type);
        var inputs = Inputs(model, train, train, options);
        using var recorder = new Recorder(model);

        new Trainer(options).Fit(recorder, train, new ImageSubset(s_data.Validation, [0, 1]));

        theirs = Peer.Run(
            $$"""
            import fitting
            model = variants.declared('{{DeclarationOf("demo")}}').to(images.dtype)
            model.load_state_dict(start)
            optimizer = torch.optim.SGD(model.parameters(), 0.02, momentum=0.9, nesterov=True, weight_decay=5e-4)
            losses = fitting.losses(model, optimizer, images, labels, orders[0], {{Size}})
            """,
            inputs, "losses")["losses"].to(ScalarType.Float64).data<double>().ToArray();
        return [.. recorder.Logits.Select(
            (logits, step) => nn.functional
                .cross_entropy(logits, inputs["labels"][inputs["orders"][0].narrow(0, step * Size, Size)])
                .to(ScalarType.Float64)
                .item<double>())];
    }

    private static string DeclarationOf(string name) => Fitted.All.Single(info => info.Name == name).Declaration;

    private static TrainerOptions OptionsOf(string name)
    {
        var options = new TrainerOptions
        {
            Epochs = 3,
            BatchSize = BatchSize,
            EvaluationBatchSize = 10,
            LearningRate = 0.05,
            Schedule = LearningRateSchedule.Constant,
            Device = "cpu",
            Seed = 4,
        };
        return name switch
        {
            "sgd" => options with { Nesterov = true, WeightDecay = 5e-4 },
            "adam" =>
                options with
                {
                    Optimizer = OptimizerKind.Adam,
                    LearningRate = 0.002,
                    Beta1 = 0.8,
                    Beta2 = 0.95,
                    Epsilon = 1e-7,
                    WeightDecay = 1e-3,
                },
            "adamw" =>
                options with { Optimizer = OptimizerKind.AdamW, LearningRate = 0.002, WeightDecay = 0.05, DecayBiasesAndNorms = false },
            "step" => options with { Schedule = LearningRateSchedule.Step, StepEpochs = 1, StepFactor = 0.3 },
            "one-cycle" => options with { Schedule = LearningRateSchedule.OneCycle },
            "plateau" =>
                options with { Schedule = LearningRateSchedule.Plateau, LearningRate = 0.5, StepFactor = 0.3, PlateauPatience = 0 },
            "warmup-cosine" => options with { Schedule = LearningRateSchedule.WarmupCosine },
            "clip-norm" => options with { ClipNorm = 0.5 },
            "clip-value" => options with { ClipValue = 0.01 },
            "smoothing" => options with { LabelSmoothing = 0.1 },
            "average" => options with { EmaDecay = 0.9 },
            _ => options with { MicroBatchSize = 7 },
        };
    }

    /// <summary>The weights to start from, all images as the network sees them, and the trainer's order of each epoch.</summary>
    private static Dictionary<string, Tensor> Inputs(Network model, IImageSource train, IImageSource validation, TrainerOptions options)
    {
        var inputs = model.state_dict().ToDictionary(pair => "start." + pair.Key, pair => pair.Value.clone());
        var type = model.parameters().First().dtype;
        (inputs["images"], inputs["labels"]) = All(train, type);
        (inputs["held"], inputs["held_labels"]) = All(validation, type);
        long[] orders = [.. Enumerable.Range(1, options.Epochs)
            .SelectMany(epoch => new RandomStream(options.Seed, epoch).Permutation(train.Count))
            .Select(index => (long)index)];
        inputs["orders"] = tensor(orders).view(options.Epochs, train.Count);
        return inputs;
    }

    private static (Tensor Images, Tensor Labels) All(IImageSource source, ScalarType type)
    {
        using var transfer = new BatchTransfer(source.Normalization, CPU, type);
        return transfer.Send(
            BatchLoader.Read(source, [.. Enumerable.Range(0, source.Count)], new LoaderOptions { BatchSize = source.Count }).Single());
    }

    private static void AssertClose(Tensor expected, double[] actual, double tolerance) =>
        Assert.All(
            expected.to(ScalarType.Float64).data<double>().ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    /// <summary>Keeps the logits of every training step.</summary>
    private sealed class Recorder : nn.Module<Tensor, Tensor>
    {
        private readonly Network _inner;

        public Recorder(Network inner)
            : base(nameof(Recorder))
        {
            _inner = inner;
            RegisterComponents();
        }

        public List<Tensor> Logits { get; } = [];

        public override Tensor forward(Tensor input)
        {
            var logits = _inner.call(input);
            if (training)
                Logits.Add(logits.detach().clone().DetachFromDisposeScope());
            return logits;
        }
    }
}

[VggVariant(
    "norm",
    "8,M,12,M",
    BatchNorm = true,
    Dropout = 0,
    HiddenFeatures = 16,
    AvgPoolSize = 2,
    InChannels = 1,
    ImageSize = 28,
    NumClasses = 10)]
[VggVariant("plain", "8,M,12,M", Dropout = 0, HiddenFeatures = 16, AvgPoolSize = 2, InChannels = 1, ImageSize = 28, NumClasses = 10)]
[ResNetVariant("demo", "2,1,1", Widths = "32,64,128", InChannels = 1, ImageSize = 28, NumClasses = 10)]
internal static partial class Fitted;
