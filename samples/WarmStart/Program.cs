using System;
using System.IO;
using NetVariants.Data;
using NetVariants.Reports;
using NetVariants.Samples.WarmStart;
using NetVariants.Training;
using NetVariants.Weights;

// Trains a base on Fashion-MNIST, derives a network with attention, and trains that from the base's weights and from scratch for the same
// epochs.
var data = FashionMnist.Load();
var trainer = new Trainer(new TrainerOptions { Epochs = 1, BatchSize = 128, LearningRate = 0.05, Seed = 1 });
var weights = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

using var plain = Plain.Create();
Report("the base", trainer.Fit(plain, data.Train, data.Validation, data.Test));
plain.SaveWeights(weights);

Console.WriteLine(Attentive.Info.DiffFromBase());
using var started = Attentive.Create();
Console.WriteLine($"{started.LoadFromBase(weights).Share:P1} of the parameters come from the base");
File.Delete(weights);
Report("from the base", trainer.Fit(started, data.Train, data.Validation, data.Test));
using var scratch = Attentive.Create();
Report("from scratch", trainer.Fit(scratch, data.Train, data.Validation, data.Test));

static void Report(string network, TrainingResult result) =>
    Console.WriteLine($"{network}: test accuracy {result.Test?.Metrics.Accuracy:P2} after {result.Duration.TotalSeconds:F0} s");
