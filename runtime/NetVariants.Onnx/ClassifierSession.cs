using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Data;

namespace NetVariants.Onnx;

/// <summary>A network that ONNX Runtime has loaded, with one input of images and one output of logits.</summary>
internal sealed class ClassifierSession : IDisposable
{
    private const int ImageRank = 4, LogitsRank = 2;

    private readonly InferenceSession _session;
    private readonly string[] _inputs, _outputs;
    private readonly int[] _expected;
    private readonly ShapedNet? _net;

    // A reference is written as a whole: calls of other shapes at the same time only look again.
    private ImageShape? _known;

    private ClassifierSession(string path, InferenceSession session)
    {
        (Path, _session) = (path, session);
        var (input, images) = Only(session.InputMetadata, "inputs", ImageRank, "images [N, C, H, W]");
        var (output, logits) = Only(session.OutputMetadata, "outputs", LogitsRank, "logits [N, classes]");
        (_inputs, _outputs, _expected) = ([input], [output], images.Dimensions);
        (BatchSize, Channels, ClassCount) = (Fixed(images.Dimensions[0]), Fixed(images.Dimensions[1]), Fixed(logits.Dimensions[1]));
        IReadOnlyDictionary<string, string> texts = session.ModelMetadata.CustomMetadataMap;
        try
        {
            Classes = OnnxMetadata.ReadClasses(texts);
            Normalization = OnnxMetadata.ReadNormalization(texts);
            Evaluation = OnnxMetadata.ReadEvaluation(texts);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' has texts that NetVariants does not write: {error.Message} Export it again.", error);
        }

        Declaration = texts.GetValueOrDefault(OnnxMetadata.Declaration);
        _net = Declaration is not null && DeclarationText.Parse(Declaration) is { } declaration ? VariantCompiler.Compile(declaration).Net
            : null;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The number of images that the file takes; null for any.</summary>
    public int? BatchSize { get; }

    /// <summary>The number of an image's channels; null where the file does not say.</summary>
    public int? Channels { get; }

    /// <summary>The number of logits; null where the file does not say.</summary>
    public int? ClassCount { get; }

    /// <summary>What the file says of its classes.</summary>
    public IReadOnlyList<string>? Classes { get; }

    /// <summary>What the file says of its input.</summary>
    public Normalization? Normalization { get; }

    /// <inheritdoc cref="Normalization"/>
    public EvaluationTransform? Evaluation { get; }

    /// <summary>What the file says of its network.</summary>
    public string? Declaration { get; }

    /// <summary>Loads a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot run it, or it is not an image classifier.</exception>
    public static ClassifierSession Open(string path, int? threads)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        var session = Load(path, threads);
        try
        {
            return new ClassifierSession(path, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Compares images with what the network takes.</summary>
    /// <exception cref="NetworkMismatchException">It takes others.</exception>
    public void Check(ImageShape shape)
    {
        if (shape == _known)
            return;
        if (!Fits(_expected[1], shape.Channels) || !Fits(_expected[2], shape.Height) || !Fits(_expected[3], shape.Width))
        {
            throw new NetworkMismatchException(
                $"'{Path}' takes images {Expected} as its input '{_inputs[0]}', and these are {shape}: give images of that shape, or "
                    + "export the network for this one.");
        }

        // ONNX Runtime computes something for images in which a window does not fit.
        if (_net is not null && !OnnxExportOptions.RunsOn(_net, shape))
            throw new NetworkMismatchException(
                $"'{Path}' takes images {Expected} of {_net.ImageRule} as its input '{_inputs[0]}', and these are {shape}: "
                + (_net.ImageRule.Kind == InputRuleKind.AtLeast ? "give larger ones." : "resize them to such a side."));
        _known = shape;
    }

    /// <summary>Computes the logits of a batch.</summary>
    /// <exception cref="InvalidOperationException">The computation fails.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(Memory<float> images, long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, images, shape);
        using RunOptions options = new();
        try
        {
            return _session.Run(options, _inputs, [input], _outputs);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidOperationException(
                $"'{Path}' does not run on its input '{_inputs[0]}' [{string.Join(", ", shape)}]: {error.Message}", error);
        }
    }

    public void Dispose() => _session.Dispose();

    private string Expected =>
        $"[{string.Join(", ", _expected.Select((size, axis) => size > 0 ? Format.Integer(size) : axis == 0 ? "N" : "any"))}]";

    private static InferenceSession Load(string path, int? threads)
    {
        using SessionOptions options = new();
        if (threads is { } count)
            options.IntraOpNumThreads = count;
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"ONNX Runtime cannot run '{path}': {error.Message}", error);
        }
    }

    private static int? Fixed(int size) => size > 0 ? size : null;

    private static bool Fits(int expected, int size) => expected <= 0 || expected == size;

    private (string Name, NodeMetadata Metadata) Only(IReadOnlyDictionary<string, NodeMetadata> values, string what, int rank,
        string wanted)
    {
        if (values.Count == 1 && values.First() is var (name, metadata) && metadata.IsTensor
            && metadata.ElementDataType == TensorElementType.Float && metadata.Dimensions.Length == rank)
            return (name, metadata);
        var found = string.Join(", ", values.Select(pair => pair.Value.IsTensor
            ? $"'{pair.Key}' {pair.Value.ElementDataType} [{string.Join(", ", pair.Value.Dimensions)}]"
            : $"'{pair.Key}' {pair.Value.OnnxValueType}"));
        throw new InvalidDataException(
            $"'{Path}' is not an image classifier: its {what} are {found}, and a classifier has one of float32 {wanted}.");
    }
}
