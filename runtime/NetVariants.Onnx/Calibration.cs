using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetVariants.Data;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.Inference;
using NetVariants.Onnx.Quantization;
using Onnx;

namespace NetVariants.Onnx;

/// <summary>Finds the ranges of a network's activations by running it on images.</summary>
internal static class Calibration
{
    private const int BatchSize = 8;

    /// <summary>The range of each value.</summary>
    /// <param name="model">The network in 32 bits, without its constants.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="values">The names of the values.</param>
    /// <param name="options">The images, and how a range follows from values.</param>
    /// <param name="normalization">How pixels become the network's input.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static IReadOnlyDictionary<string, (float Least, float Most)> Ranges(
        ModelProto model, IReadOnlyList<OnnxConstant> constants, IReadOnlyCollection<string> values, OnnxQuantizationOptions options,
            Normalization normalization)
    {
        var input = model.Graph.Input[0].Name;
        var histograms = values.ToDictionary(value => value, _ =>
            new ValueHistogram(), StringComparer.Ordinal);
        string[] observed = [.. values.Where(value => value != input)];
        var folder = Directory.CreateTempSubdirectory("netvariants-");
        try
        {
            using var session = Observing(Path.Combine(folder.FullName, "observed.onnx"), model, constants, observed);
            PixelNormalizer normalizer = new(normalization);
            normalizer.Check(options.Images.Shape);
            // All images once for the range, and once more for what is in it.
            foreach (var isCounting in (bool[])[false, true])
            {
                foreach (var chosen in Chosen(options))
                {
                    var batch = PixelBatch.Read(options.Images, chosen);
                    var pixels = new float[batch.Pixels.Length];
                    normalizer.Normalize(batch.Pixels, batch.Shape, pixels);
                    See(input, pixels, isCounting);
                    using var image = OrtValue.CreateTensorValueFromMemory(pixels,
                        [batch.Count, batch.Shape.Channels, batch.Shape.Height, batch.Shape.Width]);
                    using RunOptions run = new();
                    using var results = session.Run(run, [input], [image], observed);
                    foreach ((var name, var result) in observed.Zip(results))
                        See(name, result.GetTensorDataAsSpan<float>(), isCounting);
                }

                if (values.FirstOrDefault(value => !histograms[value].IsFinite) is { } endless)
                    throw new ArgumentException(
                        $"Of the images for the quantization, '{endless}' is NaN or infinite: look at the weights and the normalization.",
                        nameof(options));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return histograms.ToDictionary(
            pair => pair.Key, pair =>
                options.Method == CalibrationMethod.Entropy ? pair.Value.Entropy() : pair.Value.Percentile(options.Percentile),
                StringComparer.Ordinal);

        void See(string name, ReadOnlySpan<float> seen, bool isCounting)
        {
            if (!histograms.TryGetValue(name, out var histogram))
                return;
            if (isCounting)
                histogram.Count(seen);
            else
                histogram.Extend(seen);
        }
    }

    /// <summary>A network that gives the values besides its own results.</summary>
    private static InferenceSession Observing(string path, ModelProto model, IReadOnlyList<OnnxConstant> constants,
        IEnumerable<string> values)
    {
        var observing = model.Clone();
        observing.Graph.Output.Clear();
        observing.Graph.Output.AddRange(values.Select(value => new ValueInfoProto
        {
            Name = value,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } },
        }));
        // Whatever number of images the file is for.
        observing.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
        ModelFile.Write(path, observing, constants, external: null, ModelFile.InlineLimit);
        return new InferenceSession(path);
    }

    private static IEnumerable<int[]> Chosen(OnnxQuantizationOptions options)
    {
        var count = Math.Min(options.Count, options.Images.Count);
        return Enumerable.Range(0, count).Select(i => (int)((long)i * options.Images.Count / count)).Chunk(BatchSize);
    }
}
