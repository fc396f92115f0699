using System;
using System.Collections.Generic;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Onnx.Graphs;

namespace NetVariants.Onnx;

/// <summary>How <see cref="OnnxExport"/> writes a network.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// The number of logits of a network that has another head than it was declared with, after <c>ReplaceHead</c>; where it is null, the
    /// declaration's.
    /// </summary>
    public int? NumClasses { get; init => field = AtLeastOne(value); }

    /// <summary>
    /// The names of the classes, in the order of the logits; the file names them. Where they are null, those that the weights name are
    /// written, as of a <c>best.safetensors</c> of a training.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// How pixels become the network's input, as in its training; the file records it, and does not compute it. Where it is null, what the
    /// weights say is recorded, as of a <c>best.safetensors</c> of a training.
    /// </summary>
    public Normalization? Normalization { get; init; }

    /// <summary>
    /// How images become inputs when the network is evaluated; the file records it. It has to give images that the network takes. Where it
    /// is null, what the weights say is recorded, where it gives such images.
    /// </summary>
    public EvaluationTransform? Evaluation { get; init; }

    /// <summary>The number of images that the file takes at once; any number where it is null.</summary>
    public int? BatchSize { get; init => field = AtLeastOne(value); }

    /// <summary>
    /// The side of the square images that the file takes. Where it is null, all sizes on which the network runs, also other than square
    /// ones: those of the declaration alone where it runs on no other.
    /// </summary>
    public int? ImageSize { get; init => field = AtLeastOne(value); }

    /// <summary>
    /// Whether batch normalizations go into the convolutions before them, which are faster and give the same up to rounding. Without it
    /// every entry of the state dict but the counters of batches is in the file, unchanged.
    /// </summary>
    public bool FoldBatchNorm { get; init; } = true;

    /// <summary>
    /// Whether large 3×3 convolutions of stride 1 become Winograd's minimal filtering F(4×4, 3×3), where the file takes images of one size
    /// (<see cref="ImageSize"/> is set, or the network runs on no other) and computes with 32-bit floats. VGGs are faster on CPUs, and
    /// results differ by rounding. While the file runs, transformed weights take four times the memory, and transformed maps 2.25 times
    /// theirs. GPUs and other accelerators have faster kernels for <c>Conv</c>: set it to false for them.
    /// </summary>
    public bool UseWinograd { get; init; } = true;

    /// <summary>
    /// Writes the network with integers of 8 bits, by ranges found on images; null for 32-bit floats. Pixels become inputs by
    /// <see cref="Normalization"/>, or where neither it nor the weights say, by that of the images.
    /// </summary>
    public OnnxQuantizationOptions? Quantization { get; init; }

    /// <summary>
    /// Whether weights go into a second file, <c>{file}.data</c>, which has to be next to the first; where it is null, those that take 2 GB
    /// or more do, which one file cannot hold, and with false these are refused.
    /// </summary>
    public bool? ExternalData { get; init; }

    /// <summary>The most bytes of weights that one file holds.</summary>
    internal long InlineLimit { get; init; } = ModelFile.InlineLimit;

    /// <summary>Whether a network's file takes images of more than one size.</summary>
    internal bool TakesAnySize(ShapedNet net) => ImageSize is null && net.ImageRule.Kind != InputRuleKind.Exactly;

    /// <summary>Whether a network's file takes images of this shape.</summary>
    internal bool Takes(ShapedNet net, ImageShape images)
    {
        var input = net.Spec.Input;
        return images.Channels == input.Channels && (TakesAnySize(net) ? RunsOn(net, images)
            : images.Height == input.Height && images.Width == input.Width);
    }

    /// <summary>What images a network's file takes, in words.</summary>
    internal string ImagesOf(ShapedNet net) =>
        TakesAnySize(net) ? $"[N, {net.Spec.Input.Channels}, any, any] of {net.ImageRule}" : net.Spec.Input.ToString();

    /// <summary>Whether a network runs on images.</summary>
    internal static bool RunsOn(ShapedNet net, ImageShape images)
    {
        ShapeInference.Infer(net.Graph, TensorShape.Map(images.Channels, images.Height, images.Width), out var failure);
        return failure < 0;
    }

    private static int? AtLeastOne(int? value) =>
        value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "It has to be 1 or more, or null.");
}
