using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Reports;
using NetVariants.Runtime.Tests.FirstVersion;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;
using Tensorboard;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

public sealed class TensorBoardLogTests : IDisposable
{
    private const int EpochSteps = 16;

    private static readonly DataSplits s_data = Synthetic.Splits(train: 256);
    private static readonly TrainerOptions s_options = Synthetic.Options(epochs: 2) with { Schedule = LearningRateSchedule.WarmupCosine };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_log_begins_with_version_and_step_and_is_dated_now()
    {
        var before = DateTimeOffset.UtcNow;
        Fit();

        var events = EventLog.Read(EventLog.Files(_folder.Path).Single()).ToArray();

        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal((SessionLog.Types.SessionStatus.Start, 0L), (events[1].SessionLog.Status, events[1].Step));
        Assert.All(
            events,
            message => Assert.InRange(
                message.WallTime, before.ToUnixTimeMilliseconds() / 1e3, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1e3 + 1));
    }

    [Fact]
    public void Curves_have_the_trainings_numbers_at_its_steps()
    {
        var (result, _) = Fit();

        var points = result.Epochs.SelectMany(epoch => epoch.Curve).ToArray();
        Assert.Equal(points.Select((point, i) => (i + 1L, (float)point.Metrics.Loss)), EventLog.Scalars(_folder.Path, "Loss/train"));
        Assert.Equal(
            points.Select((point, i) => (i + 1L, (float)point.Metrics.Accuracy)), EventLog.Scalars(_folder.Path, "Accuracy/train"));
        Assert.Equal(
            result.Epochs.Select(epoch => ((long)epoch.Epoch * EpochSteps, (float)epoch.Validation.Loss)),
            EventLog.Scalars(_folder.Path, "Loss/validation"));
        Assert.Equal(
            result.Epochs.Select(epoch => ((long)epoch.Epoch * EpochSteps, (float)epoch.Validation.Accuracy)),
            EventLog.Scalars(_folder.Path, "Accuracy/validation"));
        var rates = EventLog.Scalars(_folder.Path, "LearningRate");
        Assert.Equal(2 * EpochSteps, rates.Count);
        Assert.Equal(result.Epochs.Select(epoch => (float)epoch.LearningRate), [rates[EpochSteps - 1].Number, rates[^1].Number]);
    }

    [Fact]
    public void Every_epoch_shows_the_confusion_matrix_and_images_with_their_predictions()
    {
        Fit();

        var confusion = Images("Confusion/validation");
        Assert.Equal([EpochSteps, 2 * EpochSteps], confusion.Select(image => image.Step));
        Assert.All(confusion, image =>
        {
            var counts = image.Svg.Descendants().Where(text => (string?)text.Attribute("class") == "count");
            Assert.Equal(s_data.Validation.Count, counts.Sum(count => int.Parse(count.Value, CultureInfo.InvariantCulture)));
            Assert.Contains(image.Svg.Descendants(), text => text.Value == "bottom right");
        });
        var predictions = Images("Predictions/validation");
        Assert.Equal([EpochSteps, 2 * EpochSteps], predictions.Select(image => image.Step));
        Assert.All(
            predictions, image => Assert.Equal(18, image.Svg.Descendants(image.Svg.Name.Namespace + "image").Count()));
    }

    [Fact]
    public void Histograms_hold_every_parameter_and_its_gradient_where_they_are_asked_for()
    {
        Fit(new TensorBoardLog(_folder.File("without")));
        Assert.DoesNotContain(EventLog.Values(_folder.File("without")), entry => entry.Value.Histo is not null);

        var (_, state) = Fit(new TensorBoardLog(_folder.Path) { Histograms = true }, s_options with { Epochs = 1 });

        var histograms = EventLog.Values(_folder.Path).Where(entry => entry.Value.Histo is not null).ToArray();
        string[] parameters = ["conv.weight", "conv.bias", "norm.weight", "norm.bias", "linear.weight", "linear.bias"];
        Assert.Equal(
            parameters.SelectMany(name => new[] { $"Gradients/{name}", $"Parameters/{name}" }).Order(),
            histograms.Select(entry => entry.Value.Tag).Order());
        foreach (var (step, value) in histograms)
        {
            var numbers = state[value.Tag[(value.Tag.IndexOf('/') + 1)..]];
            Assert.Equal((EpochSteps, numbers.Length), (step, value.Histo.Num));
            Assert.Equal(numbers.Length, value.Histo.Bucket.Sum());
            Assert.Equal(value.Histo.Bucket.Count, value.Histo.BucketLimit.Count);
            if (value.Tag.StartsWith("Parameters", StringComparison.Ordinal))
                Assert.Equal((numbers.Min(), numbers.Max()), (value.Histo.Min, value.Histo.Max));
        }
    }

    [Fact]
    public void A_generated_network_is_shown_as_table_and_graph()
    {
        using var model = FirstVgg.Create();
        new Trainer(s_options, observer: new TensorBoardLog(_folder.Path)).Fit(model, s_data.Train, s_data.Validation);

        var table = EventLog.Values(_folder.Path).Single(entry => entry.Value.Tag == "network/text_summary").Value.Tensor;
        Assert.Equal(FirstVgg.Info.Describe().ToMarkdown(), table.StringVal.Single().ToStringUtf8());
        var graph = GraphDef.Parser.ParseFrom(EventLog.Shown(_folder.Path).Single(message => !message.GraphDef.IsEmpty).GraphDef);
        var names = graph.Node.Select(node => node.Name).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.Subset(names.ToHashSet(), graph.Node.SelectMany(node => node.Input).ToHashSet());
        var convolution = graph.Node.Single(node => node.Op == "Conv2d");
        Assert.Equal(("features/0", "input"), (convolution.Name, convolution.Input.Single()));
        Assert.Equal([-1, 4, 8, 8], convolution.Attr["_output_shapes"].List.Shape.Single().Dim.Select(dim => dim.Size));
    }

    [Fact]
    public void A_log_changes_no_number_of_the_training()
    {
        var (logged, state) = Fit(new TensorBoardLog(_folder.Path) { Histograms = true });
        var (plain, same) = Fit(observer: null, s_options);

        Assert.Equal(plain.Epochs.Select(epoch => epoch.Validation), logged.Epochs.Select(epoch => epoch.Validation));
        Assert.Equal(same, state);
    }

    [Fact]
    public void A_network_that_an_observer_evaluates_goes_on_training()
    {
        var (observed, state) = Fit(new EvaluatingObserver());
        var (plain, same) = Fit(observer: null, s_options);

        Assert.Equal(plain.Epochs.Select(epoch => epoch.Train), observed.Epochs.Select(epoch => epoch.Train));
        Assert.Equal(same, state);
    }

    [Theory]
    [InlineData(3, false)] // before the first checkpoint
    [InlineData(6, false)]
    [InlineData(EpochSteps, false)]
    [InlineData(EpochSteps, true)]
    [InlineData(EpochSteps + 7, false)]
    public void A_training_that_broke_off_resumes_with_every_step_once(long step, bool isEpochEnded)
    {
        Fit(new TensorBoardLog(_folder.File("whole")));
        var folder = _folder.File("resumed");
        var checkpoints = new CheckpointOptions(folder) { EverySteps = 4 };

        Assert.Throws<TimeoutException>(
            () => Fit(new BreakingLog(new TensorBoardLog(folder), step, isEpochEnded), s_options, checkpoints));
        Fit(new TensorBoardLog(folder), s_options, checkpoints);
        // Ended, it is only tested.
        Fit(new TensorBoardLog(folder), s_options, checkpoints);

        Assert.Equal(2, EventLog.Files(folder).Count);
        Assert.Equal(Numbers(_folder.File("whole")), Numbers(folder));
    }

    [Fact]
    public void A_training_that_begins_anew_hides_the_one_before()
    {
        Fit(new TensorBoardLog(_folder.Path), s_options with { Epochs = 3, Seed = 2 });
        Fit(new TensorBoardLog(_folder.Path));
        Fit(new TensorBoardLog(_folder.File("alone")));

        Assert.Equal(Numbers(_folder.File("alone")), Numbers(_folder.Path));
    }

    [Fact]
    public void A_comparison_logs_each_training_into_its_folder()
    {
        var comparison = new Comparison([Synthetic.Candidate()], s_options with { Epochs = 1 }, _folder.Path, seeds: [1, 2])
        {
            ObserverOf = folder => new TensorBoardLog(folder),
        };

        comparison.Run(s_data);

        Assert.All(["tiny/seed-1", "tiny/seed-2"], run => Assert.Single(EventLog.Scalars(_folder.File(run), "Loss/validation")));
    }

    private IReadOnlyList<(long Step, XElement Svg)> Images(string tag) =>
    [
        .. EventLog.Values(_folder.Path).Where(entry => entry.Value.Tag == tag).Select(
            entry => (entry.Step, XElement.Parse(Encoding.UTF8.GetString(entry.Value.Image.EncodedImageString.Span)))),
    ];

    private static IEnumerable<(long, string, float)> Numbers(string folder) => EventLog.Values(folder)
        .Select(entry => (entry.Step, entry.Value.Tag, entry.Value.SimpleValue));

    private (TrainingResult Result, Dictionary<string, double[]> State) Fit() => Fit(new TensorBoardLog(_folder.Path));

    private static (TrainingResult Result, Dictionary<string, double[]> State) Fit(ITrainingObserver observer) => Fit(observer, s_options);

    private static (TrainingResult Result, Dictionary<string, double[]> State) Fit(
        ITrainingObserver? observer, TrainerOptions options, CheckpointOptions? checkpoints = null)
    {
        using var model = Synthetic.SeededNetwork();
        var result = new Trainer(options, observer: observer).Fit(model, s_data.Train, s_data.Validation, s_data.Test, checkpoints);
        return (result, Synthetic.StateOf(model));
    }

    private sealed class EvaluatingObserver : ITrainingObserver
    {
        private TrainingRun? _run;

        public void Begin(TrainingRun run, long step) => _run = run;

        public void AddPoint(long step, Metrics metrics, double learningRate) => _run!.Model.eval();

        public void EndEpoch(long step, EpochResult epoch, Evaluation validation) => _run!.Model.eval();
    }

    /// <summary>A log whose training breaks off, without a checkpoint, once it has logged a step.</summary>
    private sealed class BreakingLog(TensorBoardLog log, long last, bool isEpochEnded) : ITrainingObserver
    {
        public void Begin(TrainingRun run, long step) => log.Begin(run, step);

        public void AddPoint(long step, Metrics metrics, double learningRate)
        {
            log.AddPoint(step, metrics, learningRate);
            if (step == last && !isEpochEnded)
                throw new TimeoutException();
        }

        public void EndEpoch(long step, EpochResult epoch, Evaluation validation)
        {
            log.EndEpoch(step, epoch, validation);
            if (step == last)
                throw new TimeoutException();
        }
    }
}
