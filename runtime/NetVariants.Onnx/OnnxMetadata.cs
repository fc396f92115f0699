using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NetVariants.Core.Analysis;
using NetVariants.Data;
using NetVariants.Weights;

namespace NetVariants.Onnx;

/// <summary>The texts in an ONNX file: what its network is, and how images become its input.</summary>
internal static class OnnxMetadata
{
    /// <summary>The network's declaration.</summary>
    public const string Declaration = "netvariants.declaration";

    /// <summary>The sides of the images that the file takes, in words.</summary>
    public const string Images = "netvariants.images";

    /// <summary>The names of the classes, a JSON list.</summary>
    public const string Classes = "netvariants.classes";

    /// <summary>The means of the channels, a JSON list.</summary>
    public const string Mean = "netvariants.mean";

    /// <summary>The standard deviations of the channels, a JSON list.</summary>
    public const string Std = "netvariants.std";

    /// <summary>The sides to which images are resized and of what is cut out of them, a JSON list.</summary>
    public const string Evaluation = "netvariants.evaluation";

    private const string Version = "netvariants.version";

    /// <summary>The version of this library.</summary>
    public static string LibraryVersion =>
        typeof(OnnxMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The texts of a network.</summary>
    /// <exception cref="ArgumentException">
    /// There are more or fewer names than classes, or means than channels, or the evaluation gives images that the network does not take.
    /// </exception>
    public static IReadOnlyDictionary<string,
        string> Create(string declaration, ShapedNet net, IWeightReader weights, OnnxExportOptions options)
    {
        Dictionary<string, string> texts = new()
        {
            [Declaration] = declaration,
            [Version] = LibraryVersion,
            [Images] = (options.TakesAnySize(net) ? net.ImageRule : new InputRule(InputRuleKind.Exactly, net.Spec.Input.Height)).ToString()
        };
        var outputs = net.Output(0).Channels;
        if ((options.Classes ?? ClassesOf(weights)) is { } classes)
        {
            if (classes.Count != outputs)
                throw new ArgumentException(
                    $"The network has {outputs} classes, and {classes.Count} are named{(options.Classes is null ? " by the weights"
                        : "")}: name them all in Classes, in the order of the logits.", nameof(options));
            texts[Classes] = JsonSerializer.Serialize([.. classes], MetadataJson.Default.StringArray);
        }

        if (options.Normalization is { } normalization)
        {
            if (normalization.Mean.Count != 1 && normalization.Mean.Count != net.Spec.Input.Channels)
                throw new ArgumentException(
                    $"The network takes {net.Spec.Input.Channels} channels, and the Normalization has {normalization.Mean.Count}: "
                    + "give one mean and std for each.", nameof(options));
            texts[Mean] = JsonSerializer.Serialize([.. normalization.Mean], MetadataJson.Default.DoubleArray);
            texts[Std] = JsonSerializer.Serialize([.. normalization.Std], MetadataJson.Default.DoubleArray);
        }

        if (options.Evaluation is { } given && !Takes(given))
            throw new ArgumentException(
                $"The Evaluation gives images {CutBy(given)}, and the network takes {options.ImagesOf(net)}: give an Evaluation of such a "
                    + "size.",
                nameof(options));
        // Of the weights' it may be that the network is written for images of another size.
        var evaluation = options.Evaluation ?? EvaluationOf(weights);
        if (evaluation is not null && Takes(evaluation))
            texts[Evaluation] = JsonSerializer.Serialize([evaluation.Resize, evaluation.Size], MetadataJson.Default.Int32Array);
        return texts;

        ImageShape CutBy(EvaluationTransform transform) => new((int)net.Spec.Input.Channels, transform.Size, transform.Size);

        bool Takes(EvaluationTransform transform) => options.Takes(net, CutBy(transform));
    }

    /// <summary>The classes that weights name; null where they do not.</summary>
    /// <exception cref="ArgumentException">What they say is not a list of names.</exception>
    public static IReadOnlyList<string>? ClassesOf(IWeightReader weights) =>
        FromWeights(weights, texts => Read(texts, TrainedWeights.Classes, "names", MetadataJson.Default.StringArray), "Classes");

    /// <summary>The transform that weights name; null where they do not.</summary>
    /// <exception cref="ArgumentException">What they say is not a transform.</exception>
    public static EvaluationTransform? EvaluationOf(IWeightReader weights) =>
        FromWeights(weights, texts => ReadEvaluation(texts, TrainedWeights.Evaluation), "Evaluation");

    /// <summary>The normalization that weights name; null where they do not.</summary>
    /// <exception cref="ArgumentException">What they say is not a normalization.</exception>
    public static Normalization? NormalizationOf(IWeightReader weights) =>
        FromWeights(weights, texts => ReadNormalization(texts, TrainedWeights.Mean, TrainedWeights.Std), "Normalization");

    /// <summary>The names of the classes in a file's texts; null where it has none.</summary>
    /// <exception cref="FormatException">The text is not a list of names.</exception>
    public static IReadOnlyList<string>? ReadClasses(IReadOnlyDictionary<string, string> texts) =>
        Read(texts, Classes, "names", MetadataJson.Default.StringArray);

    /// <summary>The normalization in a file's texts; null where it has none.</summary>
    /// <exception cref="FormatException">A text is not a list of numbers.</exception>
    /// <exception cref="ArgumentException">The numbers are not a normalization.</exception>
    public static Normalization? ReadNormalization(
        IReadOnlyDictionary<string, string> texts, string meanName = Mean, string stdName = Std) =>
        Read(texts, meanName, "numbers", MetadataJson.Default.DoubleArray) is { } mean
        && Read(texts, stdName, "numbers", MetadataJson.Default.DoubleArray) is { } std
            ? new Normalization(mean, std) : null;

    /// <summary>The transform in a file's texts; null where it has none.</summary>
    /// <exception cref="FormatException">The text is not a pair of sizes.</exception>
    /// <exception cref="ArgumentException">The sizes are not a transform.</exception>
    public static EvaluationTransform? ReadEvaluation(IReadOnlyDictionary<string, string> texts, string name = Evaluation) =>
        Read(texts, name, "sizes", MetadataJson.Default.Int32Array) switch
        {
            null => null,
            [var resize, var size] => new EvaluationTransform(size, resize),
            _ => throw new FormatException($"'{name}' is not a pair of sizes."),
        };

    private static T? FromWeights<T>(IWeightReader weights, Func<IReadOnlyDictionary<string, string>, T?> read, string option)
        where T : class
    {
        try
        {
            return read(weights.Metadata);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new ArgumentException($"Of the weights' texts, {error.Message} Name the {option}.", nameof(weights), error);
        }
    }

    private static T[]? Read<T>(IReadOnlyDictionary<string, string> texts, string name, string values, JsonTypeInfo<T[]> type)
    {
        if (!texts.TryGetValue(name, out var json))
            return null;
        try
        {
            var list = JsonSerializer.Deserialize(json, type);
            return list is not null && Array.TrueForAll(list, value => value is not null) ? list : throw new JsonException("It has null.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"'{name}' is not a list of {values} in JSON.", error);
        }
    }
}
