using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.Quantization;
using NetVariants.Weights;
using Onnx;

namespace NetVariants.Onnx;

/// <summary>
/// Writes a network as an <see href="https://onnx.ai">ONNX</see> file (opset 17, IR version 8), which ONNX Runtime and other programs run:
/// from its declaration and its weights, without torch. Input <c>input</c> is float32 <c>[N, channels, height, width]</c>, normalized;
/// output <c>logits</c> is <c>[N, classes]</c>.
/// </summary>
/// <example>
/// <code>
/// using var weights = WeightFile.Open("resnet14.safetensors");
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
    /// The declaration is not valid, the weights are not of this network, the network does not run on images of this size, there are more
    /// or fewer names than classes, or values that become integers are NaN or infinite.
    /// </exception>
    /// <exception cref="WeightFileException">The weights cannot be read.</exception>
    /// <exception cref="IOException">The file, or weights next to it, cannot be written; an older file of the name is kept.</exception>
    public static void Write(string path, string declaration, IWeightReader weights, OnnxExportOptions? options = null)
    {
        options ??= new OnnxExportOptions();
        options = options with { Normalization = options.Normalization ?? OnnxMetadata.NormalizationOf(weights) };
        var variant = Network(DeclarationText.ParseOrThrow(declaration), options);
        (var net, var name) = (variant.Net!, variant.Declaration.Name!);
        var texts = OnnxMetadata.Create(DeclarationText.Print(variant.Declaration), net, weights, options);
        if (options.Quantization is { } calibrated)
            Check(net, calibrated.Images, options);
        var graph = NetworkGraph.Create(net, weights, options, name);
        var model = ModelHeader.Create(graph, name, texts);
        if (options.Quantization is { } quantization)
        {
            graph = Quantized(graph, model, quantization, options.Normalization ?? quantization.Images.Normalization);
            model = ModelHeader.Create(graph, name, texts);
        }

        var constants = graph.Content.Constants;
        if (options.ExternalData == false && ModelFile.SizeOf(constants) > options.InlineLimit)
            throw new ArgumentException(
                $"ExternalData is false, and the weights of {name} take {Format.Integer(ModelFile.SizeOf(constants))} bytes, of which one "
                    + $"file holds {Format.Integer(options.InlineLimit)}: leave it null.",
                nameof(options));
        ModelFile.Write(path, model, constants, options.ExternalData, options.InlineLimit);
    }

    private static void Check(ShapedNet net, IImageSource images, OnnxExportOptions options)
    {
        if (images.Count == 0)
            throw new ArgumentException("There are no images for the quantization: give some like those that the network is for.",
                nameof(options));
        if (!options.Takes(net, images.Shape))
            throw new ArgumentException(
                $"The network takes images {options.ImagesOf(net)}, and those for its quantization are {images.Shape}: give images that "
                    + "it takes.",
                nameof(options));
    }

    private static NetworkGraph Quantized(NetworkGraph graph, ModelProto model, OnnxQuantizationOptions options,
        Normalization normalization)
    {
        QuantizedGraph quantized = new(graph.Content, graph.Activations, graph.Outputs.Select(output => output.Name),
            options.FirstAndLastInFloat);
        return graph with
        {
            Content = quantized.Write(
            Calibration.Ranges(model, graph.Content.Constants, quantized.Values, options, normalization))
        };
    }

    /// <summary>The declared network, with the size of images and the number of classes that the options say.</summary>
    private static CompiledVariant Network(VariantDeclaration declared, OnnxExportOptions options)
    {
        var variant = VariantCompiler.CompileOrThrow(declared);
        Knob[] changes =
        [
            .. Change(Problem.ImageSizeArgument, options.ImageSize), .. Change(CommonKnobs.NumClasses.Name, options.NumClasses),
        ];
        if (changes.Length == 0)
            return variant;
        var changed = VariantCompiler.Compile(declared with { Knobs = new EquatableArray<Knob>(declared.Knobs.Concat(changes)) });
        return changed.Net is not null ? changed : throw new ArgumentException(
            $"With {string.Join(", ", changes.Select(knob => $"{knob.Name} = {knob.Value}"))}, {declared.Name} is not a valid network "
                + $"({changed.Problems[0].Id}: {string.Join(", ", changed.Problems[0].Details)}).",
            nameof(options));

        static IEnumerable<Knob> Change(string name, int? value) => value is null ? [] : [new Knob(name, value)];
    }
}
