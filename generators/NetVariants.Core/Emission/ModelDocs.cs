using System;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes a model's documentation: totals and the layers by stage.</summary>
internal static class ModelDocs
{
    private const int RowLimit = 64;

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
            writer.Line($"/// <para>{Escaped(VariantDiff.Of(origin, variant).ToText(variant.BaseName, from, net))}.</para>");
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

    private static void Table(SourceWriter writer, ShapedNet net)
    {
        var stages = StageTable.Of(net);
        var count = Math.Min(stages.Count, RowLimit);
        var rows = new (string Path, string Operations, string Output)[count];
        int pathWidth = 0, operationWidth = 0, outputWidth = 0;
        for (var i = 0; i < count; i++)
        {
            rows[i] = (stages[i].Path, stages[i].Operations, stages[i].Output.ToString());
            pathWidth = Math.Max(pathWidth, rows[i].Path.Length);
            operationWidth = Math.Max(operationWidth, rows[i].Operations.Length);
            outputWidth = Math.Max(outputWidth, rows[i].Output.Length);
        }

        for (var i = 0; i < count; i++)
        {
            writer.Write("/// ").Padded(rows[i].Path, pathWidth + 2).Padded(rows[i].Operations, operationWidth + 2);
            if (stages[i].ParameterCount == 0)
                writer.Line(rows[i].Output);
            else
                writer.Padded(rows[i].Output, outputWidth + 2).Line(Format.Grouped(stages[i].ParameterCount));
        }

        if (stages.Count - count is > 0 and var rest)
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
