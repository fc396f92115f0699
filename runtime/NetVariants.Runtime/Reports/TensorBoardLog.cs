using System.IO;
using Google.Protobuf;
using NetVariants.Core.Compilation;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Modules;
using NetVariants.Reports.TensorBoard;
using NetVariants.Training;
using NetVariants.Training.Tasks;
using Tensorboard;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Reports;

/// <summary>
/// Logs a training for TensorBoard (<c>tensorboard --logdir runs</c>): losses, accuracies and learning rate at every point of the curve;
/// after every epoch the validation, its confusion matrix and some of its images with their predictions; and a generated network as table
/// and graph. A training that resumes logs into another file of the folder, which hides the steps that are done again.
/// </summary>
/// <example>
/// <code>
/// var trainer = new Trainer(options, observer: new TensorBoardLog("runs/narrow") { Histograms = true });
/// trainer.Fit(model, data.Train, data.Validation, data.Test, new CheckpointOptions("runs/narrow"));
/// </code>
/// </example>
/// <param name="folder">The folder, of this training alone; it is made if it is missing. Its name is that of the run.</param>
public sealed class TensorBoardLog(string folder) : ITrainingObserver
{
    private const int ShownImages = 18;

    private TrainingRun _run = null!;
    private PixelBatch _shown = null!;
    private EventFile? _file;
    private long _firstStep;

    /// <summary>Whether the parameters and their gradients are logged as histograms, after every epoch.</summary>
    public bool Histograms { get; init; }

    // A training that has ended makes no file when it is only tested again.
    private EventFile File => _file ??= new EventFile(folder, _firstStep);

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Begin(TrainingRun run, long step)
    {
        var describes = step == 0 || !EventFile.IsIn(folder);
        (_run, _file, _firstStep) = (run, null, step == 0 ? 0 : step + 1);
        _shown = PixelBatch.Read(run.Validation, ClassifiedImage.Choose(run.Validation, ShownImages));
        if (describes && ModuleDeclaration.InfoOf(run.Model) is { } info)
        {
            File.Append(0, Summaries.Text("network", info.Describe().ToMarkdown()));
            File.Append(new Event { GraphDef = LayerGraph.Create(VariantCompiler.Compile(info.Declaration).Net!).ToByteString() });
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void AddPoint(long step, Metrics metrics, double learningRate) => File.Append(
        step,
        Summaries.Scalars(("Loss/train", metrics.Loss), ("Accuracy/train", metrics.Accuracy), ("LearningRate", learningRate)));

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void EndEpoch(long step, EpochResult epoch, Evaluation validation)
    {
        var metrics = validation.Metrics;
        File.Append(step, Summaries.Scalars(("Loss/validation", metrics.Loss), ("Accuracy/validation", metrics.Accuracy)));
        Append(step, "Confusion/validation", ConfusionMatrix.Draw($"Epoch {epoch.Epoch}", validation));
        using (var classifier = new Classifier(
            _run.Model, validation.Classes, _run.Validation.Normalization, _run.Device, _run.MemoryFormat))
        {
            var grid = PredictionGrid.Render($"Epoch {epoch.Epoch}", ClassifiedImage.Classify(classifier, _shown));
            Append(step, "Predictions/validation", grid);
        }

        if (Histograms)
            AppendHistograms(step);
    }

    private void Append(long step, string tag, SvgImage image) =>
        File.Append(step, Summaries.Image(tag, image.Width, image.Height, image.Text));

    private void AppendHistograms(long step)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in _run.Model.named_parameters())
        {
            AppendHistogram(step, $"Parameters/{name}", parameter);
            if (parameter.grad is { } gradient)
                AppendHistogram(step, $"Gradients/{name}", gradient);
        }
    }

    /// <summary>Adds a histogram; there is none of no values, nor of values that are not finite.</summary>
    private void AppendHistogram(long step, string tag, Tensor values)
    {
        if (values.numel() > 0 && values.isfinite().all().item<bool>())
            File.Append(step, Summaries.Histogram(tag, values));
    }
}
