using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;

namespace NetVariants.Tool.Drawing;

/// <summary>A row of the drawing.</summary>
/// <param name="Path">The stage's name.</param>
/// <param name="Operations">Its layers in words, line by line.</param>
/// <param name="Output">Its result.</param>
/// <param name="ParameterCount">Its trainable parameters.</param>
/// <param name="IsBeside">Whether it stands beside what flows through the network, and so has no box.</param>
internal sealed record StageRow(
    string Path, IReadOnlyList<string> Operations, TensorShape Output, long ParameterCount, bool IsBeside = false)
{
    /// <summary>The height of a line of text in pixels.</summary>
    public const int LineHeight = 16;

    private const int LeastHeight = 56;
    private const int BesidesOperations = 34;

    /// <summary>The row's height in pixels.</summary>
    public int Height => Math.Max(LeastHeight, BesidesOperations + (LineHeight * Operations.Count));

    /// <summary>The row of the images.</summary>
    public static StageRow FromInput(ShapedNet net) => new("input", ["Images"], net.Spec.Input, 0);

    /// <summary>The row of a stage, with lines of so many letters at most.</summary>
    public static StageRow From(Stage stage, int letters) => new(
        stage.Path == "-" ? "no module" : stage.Path,
        [.. LineBreaks.OfList(stage.Operations, letters).Select(line => line.TrimEnd())],
        stage.Output,
        stage.ParameterCount,
        stage.IsParameter);
}
