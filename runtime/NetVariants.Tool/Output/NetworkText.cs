using System.IO;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Reports;
using NetVariants.Tool.Networks;

namespace NetVariants.Tool.Output;

/// <summary>A network as text: its declaration, figures and layers.</summary>
internal static class NetworkText
{
    private static readonly string[] s_headers = ["Stage", "Layers", "Output", "Parameters"];

    /// <summary>Writes it.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="network">The network.</param>
    /// <param name="plan">What training it takes.</param>
    /// <param name="everyLayer">Whether each layer is shown, not each stage.</param>
    public static void Write(TextWriter writer, Network network, TrainingPlan plan, bool everyLayer)
    {
        var (net, info) = (network.Net, network.Info);
        writer.WriteLine($"{info.Name}: {info.Family} of {Format.Grouped(info.LayerCount)} layers");
        writer.WriteLine();
        writer.WriteLine(info.Declaration);
        if (info.DiffFromBase() is { } difference)
            writer.WriteLine(difference.Text);
        writer.WriteLine();
        var recomputed = RecomputePlan.Of(net).ActivationBytes;
        string[][] facts =
        [
            ["Input", $"{net.Spec.Input}; runs on images of {Sizes(net.ImageRule)}"],
            ["Output", string.Join(", ", Enumerable.Range(0, net.Graph.OutputCount).Select(output => net.Output(output).ToString()))],
            ["Parameters", Format.Grouped(info.ParameterCount)],
            ["MACs", $"{Format.Grouped(info.Macs)} an image"],
            ["Layers", $"{Format.Grouped(info.LayerCount)} convolutions and linear layers on the main path"],
            ["State", $"{Format.Mebibytes(info.StateBytes, decimals: 2)} MiB"],
            ["Activations", $"{Activations(info.ActivationBytes)} an image in training, {Activations(recomputed)} with recomputation"],
            ["Training", plan.ToString()],
        ];
        writer.Write(Trimmed(TextTable.Align(facts, leftColumns: 2)));
        writer.WriteLine();
        writer.Write(Trimmed(everyLayer ? info.Describe().Table() : Stages(net)));
    }

    private static string Activations(long bytes) => $"{Format.Mebibytes(bytes, decimals: 2)} MiB";

    private static string Sizes(InputRule rule) => rule is { Kind: InputRuleKind.AtLeast, Side: 1 } ? "any size" : rule.ToString();

    private static string Stages(ShapedNet net) => TextTable.Align(
        [
            s_headers,
            .. StageTable.Rows(net).Select(stage => (string[])
            [
                stage.Path,
                stage.Operations,
                stage.Output.ToString(),
                stage.ParameterCount == 0 ? "" : Format.Grouped(stage.ParameterCount),
            ]),
        ],
        leftColumns: 3);

    /// <summary>A table without blanks at the ends of its lines.</summary>
    internal static string Trimmed(string table)
    {
        using var lines = new StringReader(table);
        using var text = new StringWriter();
        while (lines.ReadLine() is { } line)
            text.WriteLine(line.TrimEnd());
        return text.ToString();
    }
}
