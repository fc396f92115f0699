using System.Collections.Generic;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Output;

/// <summary>What <c>predict</c> prints.</summary>
/// <param name="Model">The network's file.</param>
/// <param name="Declaration">Its declaration; null where it is not known.</param>
/// <param name="Predictions">The images that can be decoded.</param>
/// <param name="Findings">Why the others cannot.</param>
internal sealed record PredictionsJson(
    string Model, string? Declaration, IReadOnlyList<PredictionJson> Predictions, IReadOnlyList<Finding> Findings);

/// <summary>An image with its most probable classes.</summary>
internal sealed record PredictionJson(string File, IReadOnlyList<GuessJson> Classes);

/// <summary>A class and its probability, 0 to 1.</summary>
internal sealed record GuessJson(string Name, double Probability);

/// <summary>What <c>export</c> prints.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Weights">Where its weights come from.</param>
/// <param name="Declaration">The network.</param>
/// <param name="Bytes">The file's size, without a second one of weights.</param>
/// <param name="Classes">The names of the classes; null where they are not known.</param>
/// <param name="Mean">The means of the channels; null where they are not known.</param>
/// <param name="Std">Their standard deviations.</param>
/// <param name="Resize">The shorter side that images are resized to.</param>
/// <param name="Size">The side of what is cut out of them.</param>
/// <param name="FixedSize">Whether it takes images of this size alone.</param>
/// <param name="Int8">Whether it computes with integers of 8 bits.</param>
/// <param name="Findings">What the file lacks.</param>
internal sealed record ExportJson(
    string File,
    string Weights,
    string Declaration,
    long Bytes,
    IReadOnlyList<string>? Classes,
    IReadOnlyList<double>? Mean,
    IReadOnlyList<double>? Std,
    int Resize,
    int Size,
    bool FixedSize,
    bool Int8,
    IReadOnlyList<Finding> Findings);
