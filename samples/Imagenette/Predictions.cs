using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Reports;
using NetVariants.Weights;
using TorchSharp;
using static System.FormattableString;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Samples.Imagenette;

/// <summary>What trained networks take images for.</summary>
internal static class Predictions
{
    private const int GridImages = 24;
    private const int Guesses = 5;

    /// <summary>Draws test images with their predicted and true classes, as many of each class.</summary>
    public static void WriteGrid(string path, VariantInfo info, string weights, IImageSource test, Device device)
    {
        using var model = Networks.Create(info.Name, device);
        model.LoadWeights(weights);
        using var classifier = new Classifier(model, test.Classes, test.Normalization, device);
        var images = ClassifiedImage.Classify(classifier, PixelBatch.Read(test, ClassifiedImage.Choose(test, GridImages)));
        PredictionGrid.Write(path, $"{info.Name} on test images", images);
    }

    /// <summary>Prints the most probable classes of each file.</summary>
    /// <returns>The exit code: 1 if a file cannot be classified.</returns>
    public static int Print(string weights, IReadOnlyList<string> files, ImageFolderOptions options, Device device)
    {
        using var file = WeightFile.Open(weights);
        var info = Networks.All.FirstOrDefault(candidate => candidate.Declaration == file.Metadata.GetValueOrDefault("declaration"));
        if (info is null || !file.Metadata.TryGetValue("classes", out var json))
        {
            Console.Error.WriteLine(
                $"--weights: '{weights}' does not say which of this program's networks it is of: name a best.safetensors that it wrote.");
            return 1;
        }

        var classes = JsonSerializer.Deserialize<string[]>(json)!;
        using var model = Networks.Create(info.Name, device);
        model.LoadWeights(weights);
        using var classifier = new Classifier(model, classes, options.Normalization, device);
        var code = 0;
        foreach (var path in files)
        {
            var image = ImageFolder.OfFiles([path], options.Evaluation, options);
            try
            {
                foreach (var batch in BatchLoader.Read(image, [0], new LoaderOptions { BatchSize = 1 }))
                {
                    Console.WriteLine(path);
                    foreach (var guess in classifier.Classify(batch, Guesses)[0])
                        Console.WriteLine(Invariant($"  {guess.Probability,7:P1}  {guess.Name}"));
                }
            }
            catch (ImageFileException error)
            {
                Console.Error.WriteLine($"--predict: {error.Message}");
                code = 1;
            }
        }

        return code;
    }
}
