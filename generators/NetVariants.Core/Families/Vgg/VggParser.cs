using System.Collections.Generic;
using NetVariants.Core.Text;

namespace NetVariants.Core.Families.Vgg;

/// <summary>
/// Reads the layers of a VGG:
/// <code>
/// layers = layer { "," layer }
/// layer  = channels | "M"
/// </code>
/// </summary>
internal static class VggParser
{
    private const string Expected = "a number of channels or M";
    private const int LinearLayers = 3;

    // Each pool halves the map: 64 of them collapse any image.
    private const int PoolLimit = 64;

    public static VggSyntax? Parse(DeclarationReader reader)
    {
        var layers = Layers(reader);
        var syntax = new VggSyntax(
            layers,
            reader.Flag(VggKnobs.BatchNorm),
            reader.Ratio(VggKnobs.Dropout),
            reader.Flag(VggKnobs.InitWeights),
            reader.Count(VggKnobs.HiddenFeatures),
            reader.Count(VggKnobs.AvgPoolSize),
            reader.Task());
        return reader.Problems.IsEmpty ? syntax : null;
    }

    private static List<VggLayer> Layers(DeclarationReader reader)
    {
        var layers = new List<VggLayer>();
        var text = reader.Layers;
        if (ListReader.IsBlank(text))
        {
            reader.Problems.Add(ProblemIds.EmptyList, Problem.LayersArgument, Problem.LayersArgument, Expected);
            return layers;
        }

        var convolutions = 0;
        var tokens = new ListReader(text);
        while (tokens.Next(out var token) && !reader.Problems.IsFull)
        {
            reader.Cancellation.ThrowIfCancellationRequested();
            var isPool = token.Length == 1 && text[token.Start] == 'M';
            var channels = isPool ? 0 : reader.Number(tokens, Problem.LayersArgument, text, token, Expected);
            convolutions += isPool ? 0 : 1;
            if (convolutions > DeclarationReader.LayerLimit - LinearLayers)
            {
                reader.TooMany(Problem.LayersArgument, token, "layers", DeclarationReader.LayerLimit);
                break;
            }

            if (layers.Count + 1 - convolutions > PoolLimit)
            {
                reader.TooMany(Problem.LayersArgument, token, "pools", PoolLimit);
                break;
            }

            layers.Add(new VggLayer(channels, token));
        }

        return layers;
    }
}
