using System.IO;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Reports;

namespace NetVariants.Tool.Output;

/// <summary>A difference of two networks as text.</summary>
internal static class DifferenceText
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer, VariantInfo from, VariantInfo to, VariantDifference difference)
    {
        writer.WriteLine(difference.Text);
        writer.WriteLine();
        string[][] rows =
        [
            ["", from.Name, to.Name],
            .. difference.Options.Select(option => (string[])[option.Name, option.From, option.To]),
            ["Parameters", Format.Grouped(from.ParameterCount), Format.Grouped(to.ParameterCount)],
            ["MACs", Format.Grouped(from.Macs), Format.Grouped(to.Macs)],
            ["Layers", Format.Grouped(from.LayerCount), Format.Grouped(to.LayerCount)],
            ["State (MiB)", Format.Mebibytes(from.StateBytes, decimals: 2), Format.Mebibytes(to.StateBytes, decimals: 2)],
            ["Activations (MiB)", Format.Mebibytes(from.ActivationBytes, decimals: 2), Format.Mebibytes(to.ActivationBytes, decimals: 2)],
        ];
        writer.Write(NetworkText.Trimmed(TextTable.Align(rows, leftColumns: 1)));
    }
}
