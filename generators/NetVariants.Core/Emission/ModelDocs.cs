using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes a model's documentation: totals and the layers by stage.</summary>
internal static class ModelDocs
{
    private const int RowLimit = 64;
    private const int LeastOperations = 24;

    /// <summary>
    /// The remarks. On a class that the user declares they stand beside the user's own summary, where a second summary would not.
    /// </summary>
    public static void Remarks(SourceWriter writer, CompiledVariant variant)
    {
        var net = variant.Net!;
        string layers = Format.Grouped(net.LayerCount), parameters = Format.Grouped(net.ParameterCount);
        var isOfAnySize = net.ImageRule is { Kind: InputRuleKind.AtLeast, Side: 1 };
        string macs = Macs(net.Macs), state = Format.Mebibytes(net.StateBytes, decimals: 2);
        var activations = Format.Mebibytes(net.ActivationBytes, decimals: 1);
        writer.Lines($"""
            /// <remarks>
            /// <para>{net.Spec.Family} of {layers} layers, {parameters} parameters ({state} MiB of state),
            /// {macs} and {activations} MiB of activations an image at {net.Spec.Input.ToString()}{(isOfAnySize ? ".</para>" : ";")}
            """);
        if (!isOfAnySize)
            writer.Line($"/// runs on images of {net.ImageRule.ToString()}.</para>");
        if (variant.Base is { Net: { } from } origin)
            writer.Comment($"<para>{Escaped(VariantDiff.Between(origin, variant).ToText(variant.BaseName, from, net))}.</para>");
        writer.Lines("""
            /// <para>Stages: path, layers, output, parameters.</para>
            /// <code>
            """);
        Table(writer, net);
        writer.Lines("""
            /// </code>
            /// </remarks>
            """);
    }

    /// <summary>A row a stage. Operations that would make the longest row too long go on below.</summary>
    private static void Table(SourceWriter writer, ShapedNet net)
    {
        const string Start = "/// ", Gap = "  ";
        var stages = StageTable.Rows(net);
        if (stages.Count == 0)
            return;
        var shown = stages.GetRange(0, Math.Min(stages.Count, RowLimit));
        var rows = shown.ConvertAll(stage => (stage.Path, Output: stage.Output.ToString(),
            Parameters: stage.ParameterCount == 0 ? "" : Format.Grouped(stage.ParameterCount)));
        var pathWidth = rows.Max(row => row.Path.Length) + Gap.Length;
        var outputWidth = rows.Max(row => row.Output.Length) + Gap.Length;
        var room = writer.Room - Start.Length - pathWidth - Gap.Length - outputWidth - rows.Max(row => row.Parameters.Length);
        var operations = shown.ConvertAll(stage => LineBreaks.OfList(stage.Operations, Math.Max(room, LeastOperations)));
        var operationWidth = operations.Max(lines => lines.Max(line => line.TrimEnd().Length)) + Gap.Length;
        for (var i = 0; i < rows.Count; i++)
        {
            var (path, output, parameters) = rows[i];
            writer.Write(Start).Padded(path, pathWidth).Padded(operations[i][0].TrimEnd(), operationWidth)
                .Line(parameters.Length == 0 ? output : output.PadRight(outputWidth) + parameters);
            foreach (var line in operations[i].Skip(1))
                writer.Write(Start).Padded("", pathWidth).Line(line.TrimEnd());
        }

        if (stages.Count - rows.Count is > 0 and var rest)
            writer.Write("/// and ").Write(rest).Line(" more");
    }

    /// <summary>A base's name may have type arguments.</summary>
    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");

    /// <summary>A number of multiply-accumulates in the unit that shows three digits of it.</summary>
    private static string Macs(long macs) => macs switch
    {
        >= 100_000_000 => Format.InUnits(macs, 1_000_000_000, decimals: 3) + " GMACs",
        >= 100_000 => Format.InUnits(macs, 1_000_000, decimals: 3) + " MMACs",
        _ => Format.Grouped(macs) + " MACs",
    };
}
