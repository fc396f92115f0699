using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Data;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.Quantization;
using NetVariants.Weights;
using Onnx;

namespace NetVariants.Onnx;

/// <summary>
/// Writes a network as an <see href="https://onnx.ai">ONNX</see> file (opset 17, IR version 8), which ONNX Runtime and other programs run:
/// from its declaration and its weights, without torch. Input <c>input</c> is float32 <c>[N, channels, height, width]</c>, normalised;
/// output <c>logits</c> is <c>[N, classes]</c>.
/// </summary>
/// <example>
/// <code>
/// using WeightFile weights = WeightFile.Open("resnet14.safetensors");
/// OnnxExport.Write("resnet14.onnx", ResNet14.Info, weights);
/// </code>
/// </example>
public static class OnnxExport
{
    /// <summary>Writes a generated network: <c>ResNet14.Info</c>.</summary>
    /// <inheritdoc cref="Write(string, string, IWeightReader, OnnxExportOptions)"/>
    /// <param name="path">The file.</param>
    /// <param name="variant">What the generated class says of itself.</param>
    /// <param name="weights">The state dict: a <see cref="WeightFile"/>, or a model in memory.</param>
    /// <param name="options">How to write it.</param>
    public static void Write(string path, VariantInfo variant, IWeightReader weights, OnnxExportOptions? options = null) =>
        Write(path, variant.Declaration, weights, options);

    /// <summary>Writes a declared network, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declaration">The declaration as text: <c>ResNetVariant("resnet14", "2,2,1,1", NumClasses = 10)</c>.</param>
    /// <param name="weights">The state dict: a <see cref="WeightFile"/>, or a model in memory.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="ArgumentException">
    /// The declaration is not valid, the weights are not of this network, the network does not run on images of this size, or there are
    /// more or fewer names than classes.
    /// </exception>
    /// <exception cref="WeightFileException">The weights cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one of the name is untouched.</exception>
    public static void Write(string path, string declaration, IWeightReader weights, OnnxExportOptions? options = null)
    {
        options ??= new OnnxExportOptions();
        var declared = DeclarationText.ParseOrThrow(declaration);
        var net = VariantCompiler.CompileOrThrow(declared).Net!;
        if (options.ImageSize is not null)
            net = Resized(declared, options);
        var graph = NetworkGraph.Of(net, weights, options, declared.Name!);
        var texts = OnnxMetadata.Of(DeclarationText.Print(declared), net, weights, options);
        var model = ModelHeader.Of(graph, declared.Name!, texts);
        if (options.Quantization is { } quantization)
        {
            graph = Quantized(graph, model, quantization, options.Normalization ?? quantization.Images.Normalization);
            model = ModelHeader.Of(graph, declared.Name!, texts);
        }

        ModelFile.Write(path, model, graph.Content.Constants, options.ExternalData, options.InlineLimit);
    }

    private static NetworkGraph Quantized(NetworkGraph graph, ModelProto model, OnnxQuantizationOptions options,
        Normalization normalization)
    {
        (var input, var images) = (graph.Inputs[0], options.Images.Shape);
        if (images.Channels != input.Shape.Channels
            || (!input.IsAnySize && (images.Height != input.Shape.Height || images.Width != input.Shape.Width)))
            throw new ArgumentException(
                $"The network takes images {input.Shape}, and those for its quantisation are {images}: give images of that shape.",
                nameof(options));
        QuantizedGraph quantized = new(graph.Content, graph.Activations, graph.Outputs.Select(output => output.Name),
            options.FirstAndLastInFloat);
        return graph with
        {
            Content = quantized.Write(
            Calibration.Ranges(model, graph.Content.Constants, quantized.Values, options, normalization))
        };
    }

    /// <summary>The declared network for images of the size that the options say.</summary>
    private static ShapedNet Resized(VariantDeclaration declared, OnnxExportOptions options)
    {
        var size = new Knob(Problem.ImageSizeArgument, options.ImageSize);
        var resized = VariantCompiler.Compile(declared with { Knobs = new EquatableArray<Knob>(declared.Knobs.Append(size)) });
        return resized.Net ?? throw new ArgumentException(
            $"ImageSize = {options.ImageSize}: {declared.Name} takes no such images ({resized.Problems[0].Id}: "
                + $"{string.Join(", ", resized.Problems[0].Details)}).",
            nameof(options));
    }
}
