using System;
using System.IO;
using System.Linq;
using NetVariants.Data;
using NetVariants.Reports;
using NetVariants.Samples.WarmStart;
using NetVariants.Training;
using NetVariants.Weights;
using static TorchSharp.torch;

// Trains a base on Fashion-MNIST, derives a network with attention from it, and trains that for as many epochs twice: from the base's
// weights and from scratch. What the base does not give starts from the same random numbers both times.
const int Seed = 1;
var data = FashionMnist.Load();
var trainer = new Trainer(new TrainerOptions { Epochs = 2, BatchSize = 128, LearningRate = 0.05, Seed = Seed });
var weights = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

using var plain = Seeded(() => Plain.Create());
var ofBase = trainer.Fit(plain, data.Train, data.Validation, data.Test);
plain.SaveWeights(weights);

Console.WriteLine(Attentive.Info.DiffFromBase());
using var started = Seeded(() => Attentive.Create());
Console.WriteLine($"From the base's weights: {started.LoadFromBase(weights)}");
File.Delete(weights);
var fromBase = trainer.Fit(started, data.Train, data.Validation, data.Test);
using var fresh = Seeded(() => Attentive.Create());
var fromScratch = trainer.Fit(fresh, data.Train, data.Validation, data.Test);

Console.WriteLine();
Console.WriteLine($"{"accuracy",-32}{string.Concat(ofBase.Epochs.Select(epoch => $"{"epoch " + epoch.Epoch,9}"))}{"test",9}");
Write("plain, from scratch", ofBase);
Write("attentive, from plain's weights", fromBase);
Write("attentive, from scratch", fromScratch);

static T Seeded<T>(Func<T> create)
{
    manual_seed(Seed).Dispose();
    return create();
}

static void Write(string name, TrainingResult result) => Console.WriteLine(
    $"{name,-32}{string.Concat(result.Epochs.Select(epoch => $"{epoch.Validation.Accuracy,9:F4}"))}{result.Test?.Metrics.Accuracy,9:F4}");
