using System;
using System.Collections.Generic;
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
    /// The remarks. On a class that the user declares they stand next to the user's own summary, where a second summary would not.
    /// </summary>
    public static void Remarks(SourceWriter writer, CompiledVariant variant)
    {
        var net = variant.Net!;
        string layers = Format.Grouped(net.LayerCount), parameters = Format.Grouped(net.ParameterCount);
        var isOfAnySize = net.ImageRule is { Kind: InputRuleKind.AtLeast, Side: 1 };
        string macs = Macs(net.Macs), state = Format.Bytes(net.StateBytes), activations = Format.Bytes(net.ActivationBytes);
        writer.Lines($"""
            /// <remarks>
            /// <para>{net.Spec.Family} of {layers} layers, {parameters} parameters ({state} of state),
            /// {macs} and {activations} of activations an image at {net.Spec.Input.ToString()}{(isOfAnySize ? ".</para>" : ";")}
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

    /// <summary>A row a stage. Operations that would make the longest row too long continue below.</summary>
    private static void Table(SourceWriter writer, ShapedNet net)
    {
        const string Start = "/// ", Gap = "  ";
        var stages = StageTable.Rows(net);
        if (stages.Count == 0)
            return;
        var rows = new (string Path, string Output, string Parameters, List<string>? Operations)[Math.Min(stages.Count, RowLimit)];
        int pathWidth = 0, outputWidth = 0, parameterWidth = 0, operationWidth = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var stage = stages[i];
            var parameters = stage.ParameterCount == 0 ? "" : Format.Grouped(stage.ParameterCount);
            rows[i] = (stage.Path, stage.Output.ToString(), parameters, null);
            pathWidth = Math.Max(pathWidth, rows[i].Path.Length + Gap.Length);
            outputWidth = Math.Max(outputWidth, rows[i].Output.Length + Gap.Length);
            parameterWidth = Math.Max(parameterWidth, parameters.Length);
        }

        var room = Math.Max(writer.Room - Start.Length - pathWidth - Gap.Length - outputWidth - parameterWidth, LeastOperations);
        for (var i = 0; i < rows.Length; i++)
        {
            var operations = stages[i].Operations;
            if (operations.Length > room)
                rows[i].Operations = LineBreaks.OfList(operations, room);
            var longest = rows[i].Operations?.Max(line => line.TrimEnd().Length) ?? operations.Length;
            operationWidth = Math.Max(operationWidth, longest + Gap.Length);
        }

        for (var row = 0; row < rows.Length; row++)
        {
            var (path, output, parameters, lines) = rows[row];
            writer.Write(Start).Padded(path, pathWidth).Padded(lines?[0].TrimEnd() ?? stages[row].Operations, operationWidth);
            if (parameters.Length == 0)
                writer.Line(output);
            else
                writer.Padded(output, outputWidth).Line(parameters);
            for (var i = 1; i < lines?.Count; i++)
                writer.Write(Start).Padded("", pathWidth).Line(lines[i].TrimEnd());
        }

        if (stages.Count - rows.Length is > 0 and var rest)
            writer.Write("/// and ").Write(rest).Line(" more");
    }

    /// <summary>A base's name may have type arguments.</summary>
    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");

    /// <summary>A number of multiply-accumulates in the largest unit of which there is one.</summary>
    private static string Macs(long macs) => macs switch
    {
        >= 1_000_000_000 => Format.InUnits(macs, 1_000_000_000, decimals: 3) + " GMACs",
        >= 1_000_000 => Format.InUnits(macs, 1_000_000, decimals: 3) + " MMACs",
        _ => Format.Grouped(macs) + " MACs",
    };
}
