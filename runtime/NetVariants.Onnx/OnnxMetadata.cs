using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text.Json;
using NetVariants.Core.Analysis;
using NetVariants.Data;
using NetVariants.Weights;

namespace NetVariants.Onnx;

/// <summary>The texts in an ONNX file: what its network is, and how images become its input.</summary>
internal static class OnnxMetadata
{
    /// <summary>The network's declaration.</summary>
    public const string Declaration = "netvariants.declaration";

    /// <summary>The images on which the network runs, in words.</summary>
    public const string Images = "netvariants.images";

    /// <summary>The names of the classes, a JSON list.</summary>
    public const string Classes = "netvariants.classes";

    /// <summary>The means of the channels, a JSON list.</summary>
    public const string Mean = "netvariants.mean";

    /// <summary>The deviations of the channels, a JSON list.</summary>
    public const string Std = "netvariants.std";

    /// <summary>The sides to which images are resized and of what is cut out of them, a JSON list.</summary>
    public const string Evaluation = "netvariants.evaluation";

    private const string Version = "netvariants.version";

    // As a training names them in its weight files.
    private const string WeightClasses = "classes";

    /// <summary>The version of this library.</summary>
    public static string LibraryVersion =>
        typeof(OnnxMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The texts of a network.</summary>
    /// <exception cref="ArgumentException">There are more or fewer names than classes, or means than channels.</exception>
    public static IReadOnlyDictionary<string,
        string> Of(string declaration, ShapedNet net, IWeightReader weights, OnnxExportOptions options)
    {
        Dictionary<string, string> texts = new()
        {
            [Declaration] = declaration,
            [Version] = LibraryVersion,
            [Images] = net.ImageRule.ToString()
        };
        var outputs = net.Output(0).Channels;
        if ((options.Classes ?? FromWeights(weights)) is { } classes)
        {
            if (classes.Count != outputs)
                throw new ArgumentException(
                    $"The network tells {outputs} classes apart, and {classes.Count} are named: "
                        + "name them all, in the order of the logits.", nameof(options));
            texts[Classes] = JsonSerializer.Serialize(classes);
        }

        if (options.Normalization is { } normalization)
        {
            if (normalization.Mean.Count != 1 && normalization.Mean.Count != net.Spec.Input.Channels)
                throw new ArgumentException(
                    $"The network takes {net.Spec.Input.Channels} channels, and the Normalization has {normalization.Mean.Count}: "
                    + "give one mean and std for each.", nameof(options));
            texts[Mean] = JsonSerializer.Serialize(normalization.Mean);
            texts[Std] = JsonSerializer.Serialize(normalization.Std);
        }

        if (options.Evaluation is { } evaluation)
            texts[Evaluation] = JsonSerializer.Serialize((int[])[evaluation.Resize, evaluation.Size]);
        return texts;
    }

    /// <summary>The names of the classes in a file's texts; null where it has none.</summary>
    /// <exception cref="JsonException">The text is not a list of names.</exception>
    public static IReadOnlyList<string>? ReadClasses(IReadOnlyDictionary<string, string> texts) =>
        texts.TryGetValue(Classes, out var json) ? JsonSerializer.Deserialize<string[]>(json) : null;

    /// <summary>The normalisation in a file's texts; null where it has none.</summary>
    /// <exception cref="JsonException">A text is not a list of numbers.</exception>
    public static Normalization? ReadNormalization(IReadOnlyDictionary<string, string> texts) =>
        texts.TryGetValue(Mean, out var mean) && texts.TryGetValue(Std, out var std)
            ? new Normalization(JsonSerializer.Deserialize<double[]>(mean)!, JsonSerializer.Deserialize<double[]>(std)!)
            : null;

    /// <summary>The transform in a file's texts; null where it has none.</summary>
    /// <exception cref="JsonException">The text is not a pair of sizes.</exception>
    public static EvaluationTransform? ReadEvaluation(IReadOnlyDictionary<string, string> texts) =>
        texts.TryGetValue(Evaluation, out var json) && JsonSerializer.Deserialize<int[]>(json) is [int resize, int size]
            ? new EvaluationTransform(size, resize) : null;

    private static string[]? FromWeights(IWeightReader weights) =>
        weights.Metadata.TryGetValue(WeightClasses, out var json) ? JsonSerializer.Deserialize<string[]>(json) : null;
}
