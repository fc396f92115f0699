using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Reports;
using NetVariants.Runtime.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// InterruptedTraining FOLDER [OPTIMIZER]: trains with everything that random numbers, averages and accumulation touch, saves itself often
// into FOLDER, resumes where it was killed, logs for TensorBoard, and writes its numbers to FOLDER/numbers.txt.
var folder = args[0];
var options = Synthetic.Options(epochs: 3) with
{
    BatchSize = 12,
    MicroBatchSize = 5,
    EmaDecay = 0.98,
    LabelSmoothing = 0.1,
    ClipNorm = 1,
    Workers = 2,
    Schedule = LearningRateSchedule.WarmupCosine,
    Optimizer = Enum.Parse<OptimizerKind>(args.ElementAtOrDefault(1) ?? nameof(OptimizerKind.Sgd)),
    DecayBiasesAndNorms = false,
};
var train = new NoisyImages(Synthetic.Images(3_000, 1));
using var model = Synthetic.SeededNetwork();
var result = new Trainer(options, observer: new TensorBoardLog(folder)).Fit(
    model, train, Synthetic.Images(64, 2), Synthetic.Images(64, 3), new CheckpointOptions(folder) { EverySteps = 7, KeepBest = 2 });
string[] numbers =
[
    .. result.Epochs.SelectMany(
        epoch => new[] { epoch.Train.Loss, epoch.Train.Accuracy, epoch.Validation.Loss }.Concat(
            epoch.Curve.Select(point => point.Metrics.Loss)))
        .Append(result.Test!.Metrics.Loss).Append(result.BestEpoch)
        .Concat(Synthetic.StateOf(model).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value))
        .Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
];
File.WriteAllLines(Path.Combine(folder, "numbers.txt"), numbers);
