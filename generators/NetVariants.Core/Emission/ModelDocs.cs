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

    /// <summary>
    /// The remarks. On a class that the user declares they stand beside the user's own summary, where a second summary would not.
    /// </summary>
    public static void Remarks(SourceWriter writer, ShapedNet net)
    {
        writer.Line("/// <remarks>");
        writer.Write("/// <para>").Write(net.Spec.Family).Write(" of ");
        Totals(writer, net);
        writer.Line(".</para>");
        writer.Line("/// <para>Layers: path, operation, output, parameters.</para>");
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
