using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes a model's documentation: totals and the layer table.</summary>
internal static class ModelDocs
{
    private const int RowLimit = 64;
    private const int UsualRows = 24;

    /// <summary>The totals in one sentence.</summary>
    public static string Totals(ShapedNet net)
    {
        var invariant = CultureInfo.InvariantCulture;
        return Format.Grouped(net.LayerCount) + " layers, " + Format.Grouped(net.ParameterCount) + " parameters ("
            + (net.StateBytes / 1048576.0).ToString("N2", invariant) + " MiB of state), "
            + (net.Macs / 1e9).ToString("N3", invariant) + " GMACs and " + (net.ActivationBytes / 1048576.0).ToString("N1", invariant)
            + " MiB of activations an image at " + net.Spec.Input
            + "; runs on images of " + net.ImageRule;
    }

    /// <summary>
    /// The remarks. On a class that the user declares they stand beside the user's own summary, where a second summary would not.
    /// </summary>
    public static void Remarks(SourceWriter writer, ShapedNet net)
    {
        writer.Line("/// <remarks>");
        writer.Write("/// <para>").Write(net.Spec.Family).Write(" of ").Write(Totals(net)).Line(".</para>");
        writer.Line("/// <para>Layers: path, operation, output, parameters.</para>");
        writer.Line("/// <code>");
        Table(writer, net);
        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private static void Table(SourceWriter writer, ShapedNet net)
    {
        var rows = new List<LayerRow>(UsualRows);
        var shapes = new List<string>(UsualRows);
        int pathWidth = 0, operationWidth = 0, shapeWidth = 0;
        foreach (var row in LayerTable.Of(net))
        {
            if (rows.Count == RowLimit)
                break;
            var shape = row.Output.ToString();
            rows.Add(row);
            shapes.Add(shape);
            pathWidth = Math.Max(pathWidth, row.Path.Length);
            operationWidth = Math.Max(operationWidth, row.Operation.Length);
            shapeWidth = Math.Max(shapeWidth, shape.Length);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            writer.Write("/// ").Padded(row.Path, pathWidth + 2).Padded(row.Operation, operationWidth + 2);
            if (row.ParameterCount == 0)
                writer.Line(shapes[i]);
            else
                writer.Padded(shapes[i], shapeWidth + 2).Line(Format.Grouped(row.ParameterCount));
        }

        if (LayerTable.Count(net) - RowLimit is > 0 and var rest)
            writer.Write("/// and ").Write(rest).Line(" more");
    }
}
