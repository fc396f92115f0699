using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Reports;

/// <summary>A layer of a network.</summary>
/// <param name="Path">The module's name in the state dict; empty for a function.</param>
/// <param name="Operation">The layer in words: <c>Conv2d 64→128, 3×3, stride 2, padding 1</c>.</param>
/// <param name="Output">The shape of its result for a batch: <c>[N, 128, 28, 28]</c>.</param>
/// <param name="Parameters">Its trainable parameters.</param>
/// <param name="Macs">Its multiply-accumulates for one image.</param>
public sealed record LayerDescription(string Path, string Operation, string Output, long Parameters, long Macs);

/// <summary>
/// A network layer by layer, without building it: its declaration is lowered again. Activations and dropout are left out, which change
/// neither shapes nor counts.
/// </summary>
public sealed class VariantDescription
{
    private static readonly string[] s_headers = ["Path", "Operation", "Output", "Parameters", "MACs"];

    internal VariantDescription(VariantInfo info, IReadOnlyList<LayerDescription> layers) => (Info, Layers) = (info, layers);

    /// <summary>The totals.</summary>
    public VariantInfo Info { get; }

    /// <summary>The layers in the order in which they compute.</summary>
    public IReadOnlyList<LayerDescription> Layers { get; }

    /// <summary>A table with aligned columns, and the totals below it.</summary>
    public override string ToString() => Table() + Totals() + "\n";

    /// <summary>A table in Markdown, and the totals below it.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        AppendRow(s_headers);
        text.Append("|---|---|---|---:|---:|\n");
        foreach (var row in Rows())
            AppendRow([row[0].Length == 0 ? "" : $"`{row[0]}`", .. row[1..]]);
        return text.Append('\n').Append(Totals()).Append('\n').ToString();

        void AppendRow(string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>The table with aligned columns alone.</summary>
    internal string Table() => TextTable.Align([s_headers, .. Rows()], leftColumns: 3);

    private IEnumerable<string[]> Rows() =>
        Layers.Select(layer => (string[])[layer.Path, layer.Operation, layer.Output, Number(layer.Parameters), Number(layer.Macs)]);

    private string Totals() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Info.Name}: {Info.LayerCount:N0} layers, {Info.ParameterCount:N0} parameters, {Info.Macs:N0} MACs, "
            + $"{Format.Mebibytes(Info.StateBytes):N2} MiB of state, "
            + $"{Format.Mebibytes(Info.ActivationBytes):N2} MiB of activations an image at {Info.ImageSize}×{Info.ImageSize}");

    private static string Number(long count) => count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);
}
