using System.Globalization;
using NetVariants.Core.Analysis;

namespace NetVariants.Core.Emission;

/// <summary>Writes a model's documentation: totals and the layer table.</summary>
internal static class ModelDocs
{
    private const int RowLimit = 64;

    /// <summary>The totals in one sentence.</summary>
    public static string Totals(ShapedNet net)
    {
        var invariant = CultureInfo.InvariantCulture;
        return OpText.Number(net.LayerCount) + " layers, " + OpText.Number(net.ParameterCount) + " parameters ("
            + (net.StateBytes / 1048576.0).ToString("N2", invariant) + " MiB of state), "
            + (net.Macs / 1e9).ToString("N3", invariant) + " GMACs at " + OpText.Describe(net.Spec.Input)
            + "; runs on images of " + OpText.Plain(net.SmallestImageSize) + "×" + OpText.Plain(net.SmallestImageSize) + " or more";
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
        int paths = 0, operations = 0, shapes = 0, rows = 0;
        foreach (var row in LayerTable.Of(net))
        {
            if (rows++ >= RowLimit)
                continue;
            paths = System.Math.Max(paths, row.Path.Length);
            operations = System.Math.Max(operations, row.Operation.Length);
            shapes = System.Math.Max(shapes, OpText.Describe(row.Output).Length);
        }

        var written = 0;
        foreach (var row in LayerTable.Of(net))
        {
            if (written++ == RowLimit)
            {
                writer.Write("/// and ").Write(rows - RowLimit).Line(" more");
                return;
            }

            writer.Write("/// ").Write(row.Path.PadRight(paths)).Write("  ").Write(row.Operation.PadRight(operations)).Write("  ");
            if (row.ParameterCount == 0)
                writer.Line(OpText.Describe(row.Output));
            else
                writer.Write(OpText.Describe(row.Output).PadRight(shapes)).Write("  ").Line(OpText.Number(row.ParameterCount));
        }
    }
}
