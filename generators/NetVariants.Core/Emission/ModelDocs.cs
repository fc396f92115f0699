using System;
using System.Globalization;
using NetVariants.Core.Analysis;
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
        writer.Line("/// <remarks>");
        writer.Write("/// <para>").Write(net.Spec.Family).Write(" of ");
        Totals(writer, net);
        writer.Line(".</para>");
        if (variant.Base is { Net: { } from } origin)
            writer.Write("/// <para>").Write(VariantDiff.Of(origin, variant).ToText(variant.BaseName, from, net)).Line(".</para>");
        writer.Line("/// <para>Layers by stage: path, operations, output, parameters.</para>");
        writer.Line("/// <code>");
        Table(writer, net);
        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private static void Totals(SourceWriter writer, ShapedNet net)
    {
        const double Mebi = 1 << 20;
        const double Giga = 1e9;
        var invariant = CultureInfo.InvariantCulture;
        writer.Write(Format.Grouped(net.LayerCount)).Write(" layers, ").Write(Format.Grouped(net.ParameterCount)).Write(" parameters (");
        writer.Write((net.StateBytes / Mebi).ToString("N2", invariant)).Write(" MiB of state), ");
        writer.Write((net.Macs / Giga).ToString("N3", invariant)).Write(" GMACs and ");
        writer.Write((net.ActivationBytes / Mebi).ToString("N1", invariant)).Write(" MiB of activations an image at ").Write(net.Spec.Input.ToString());
        writer.Write("; runs on images of ").Write(net.ImageRule.ToString());
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
}
