using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests;

/// <summary>A problem small enough for a test: which quadrant of a noisy 8×8 image is bright.</summary>
internal static class Synthetic
{
    public static readonly ImageShape Shape = new(1, 8, 8);

    public static readonly string[] Classes = ["top left", "top right", "bottom left", "bottom right"];

    public static readonly VariantInfo Info = InfoOf("tiny", "VGG");

    public static VariantInfo InfoOf(string name, string family, int numClasses = 4) =>
        new(name, family, $"VggVariant(\"{name}\", \"8\")", 2_132, 37_888, 2, 8_632, 1, 8, numClasses, 8);

    public static MemoryImages Images(int count, long seed = 7)
    {
        var random = new RandomStream(seed);
        var pixels = new byte[count * Shape.Bytes];
        var labels = new byte[count];
        for (var image = 0; image < count; image++)
        {
            labels[image] = (byte)random.Next(4);
            for (var y = 0; y < 8; y++)
            {
                for (var x = 0; x < 8; x++)
                    pixels[(image * 64) + (y * 8) + x] = (byte)(random.Next(120) + (labels[image] == (y / 4 * 2) + (x / 4) ? 90 : 0));
            }
        }

        return new MemoryImages(pixels, labels, Shape, Classes, new Normalization([0.3], [0.2]));
    }

    public static DataSplits Splits(int train = 256) => new("Quadrants", Images(train, 1), Images(64, 2), Images(64, 3));

    /// <summary>A convolution, batch normalization and dropout: one layer of each kind that training treats unlike evaluation.</summary>
    public static Module<Tensor, Tensor> Network() => Sequential(
        ("conv", Conv2d(1, 8, 3, padding: 1)),
        ("norm", BatchNorm2d(8)),
        ("relu", ReLU()),
        ("flatten", Flatten()),
        ("dropout", Dropout(0.2)),
        ("linear", Linear(512, 4)));

    public static Module<Tensor, Tensor> SeededNetwork(long seed = 5)
    {
        manual_seed(seed).Dispose();
        return Network();
    }

    public static Candidate Candidate(string name = "tiny", string family = "VGG") =>
        new(InfoOf(name, family), device => Network().to(device));

    public static TrainerOptions Options(int epochs = 2) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        LearningRate = 0.02,
        Schedule = LearningRateSchedule.Constant,
        WeightDecay = 1e-4,
        Nesterov = true,
        Device = "cpu",
        Threads = 1,
    };

    /// <summary>Every number of a state, by name.</summary>
    public static Dictionary<string, double[]> StateOf(Module<Tensor, Tensor> model)
    {
        using var scope = NewDisposeScope();
        return model.state_dict().ToDictionary(
            pair => pair.Key, pair => pair.Value.detach().to(ScalarType.Float64).flatten().data<double>().ToArray());
    }
}
