using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants;
using NetVariants.Data;
using NetVariants.Runtime.Tests;
using NetVariants.Training;
using TorchSharp;
using static TorchSharp.torch;

// FreshTraining KEEP LARGE BATCH: trains a small network for some steps on batches of BATCH images, with TrainerOptions.KeepFreedMemory as
// KEEP says (True, False) and KeepLargeBlocks as LARGE does. Prints how many pages of memory the process waited for in a step, the median
// of the later half, and the loss at the end.
const int Steps = 8, ImageSize = 64;
var batchSize = int.Parse(args[2], CultureInfo.InvariantCulture);
var random = new Random(1);
var shape = new ImageShape(3, ImageSize, ImageSize);
var pixels = new byte[batchSize * Steps * shape.Bytes];
random.NextBytes(pixels);
var labels = new byte[batchSize * Steps];
for (var i = 0; i < labels.Length; i++)
    labels[i] = (byte)random.Next(Narrow.Info.NumClasses);
string[] classes = [.. Enumerable.Range(0, Narrow.Info.NumClasses).Select(i => $"class {i}")];
var images = new MemoryImages(pixels, labels, shape, classes, new Normalization([0.5, 0.5, 0.5], [0.3, 0.3, 0.3]));

var counts = new List<long>();
LibTorch.EnsureLoaded();
manual_seed(1).Dispose();
using var model = Narrow.Create();
model.register_forward_pre_hook((_, input) =>
{
    if (model.training)
        counts.Add(PageFaults());
    return input;
});
var options = new TrainerOptions
{
    Epochs = 1,
    BatchSize = batchSize,
    Device = "cpu",
    Threads = 1,
    KeepFreedMemory = bool.Parse(args[0]),
    KeepLargeBlocks = bool.Parse(args[1]),
};
var result = new Trainer(options).Fit(model, images, new ImageSubset(images, [0, 1]));

var steps = new List<long>();
for (var i = Steps / 2; i < Steps; i++)
    steps.Add(counts[i] - counts[i - 1]);
steps.Sort();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps[steps.Count / 2]} {result.Epochs[0].Validation.Loss:R}"));

static long PageFaults()
{
    // "4711 (name) S 1 …": minflt is the tenth column, the eighth behind the name, which may hold anything.
    const int MinorFaults = 7;
    var line = File.ReadAllText("/proc/self/stat");
    return long.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[MinorFaults], CultureInfo.InvariantCulture);
}
