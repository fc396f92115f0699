using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Vgg;

/// <summary>
/// Reads the layers of a VGG:
/// <code>
/// layers = item { "," item }
/// item   = [ count "*" ] layer
/// layer  = convolution | "M" | "A"
/// </code>
/// </summary>
internal static class VggParser
{
    private const int LinearLayers = 3;

    private const int InitialCapacity = 24;

    // Each pool halves the map: 64 of them collapse any image.
    private const int PoolLimit = 64;

    private static readonly KnobSpec[] s_norms = { MixKnobs.Norm, MixKnobs.NormEps, MixKnobs.NormMomentum };

    public static VggSyntax? Parse(DeclarationReader reader)
    {
        var syntax = new VggSyntax(
            Layers(reader),
            reader.Flag(VggFamily.BatchNorm),
            reader.Ratio(VggFamily.Dropout),
            reader.Flag(VggFamily.InitWeights),
            reader.Count(VggFamily.HiddenFeatures),
            reader.Count(VggFamily.AvgPoolSize),
            reader.Choice<AntiAlias>(MixKnobs.AntiAlias),
            reader.Choice<GlobalPool>(MixKnobs.GlobalPool),
            reader.Task());
        if (!syntax.BatchNorm)
            CheckNorm(reader);
        if (reader.Problems.IsEmpty)
            CheckGroups(reader, syntax);
        return reader.Problems.IsEmpty ? syntax : null;
    }

    private static List<VggLayer> Layers(DeclarationReader reader)
    {
        var layers = new List<VggLayer>(InitialCapacity);
        var text = reader.Layers;
        if (ListReader.IsBlank(text))
        {
            reader.Problems.Add(DiagnosticIds.EmptyList, Problem.LayersArgument, Problem.LayersArgument, VggLayerParser.Expected);
            return layers;
        }

        long convolutions = 0, pools = 0;
        var tokens = new ListReader(text);
        while (tokens.Next(out var token) && !reader.Problems.IsFull)
        {
            reader.Cancellation.ThrowIfCancellationRequested();
            if (!reader.Item(tokens, Problem.LayersArgument, text, token, VggLayerParser.Expected, out var count, out var item))
                continue;
            var layer = VggLayerParser.Parse(reader, tokens, text, item);
            convolutions += layer.Kind == VggLayerKind.Convolution ? count : 0;
            pools += layer.Kind == VggLayerKind.Convolution ? 0 : count;
            if (convolutions > DeclarationReader.LayerLimit - LinearLayers)
            {
                reader.TooMany(Problem.LayersArgument, token, "layers", DeclarationReader.LayerLimit);
                break;
            }

            if (pools > PoolLimit)
            {
                reader.TooMany(Problem.LayersArgument, token, "pools", PoolLimit);
                break;
            }

            for (; count > 0; count--)
                layers.Add(layer);
        }

        return layers;
    }

    /// <summary>Settings of normalizations in a network without them are one problem, that of the first.</summary>
    private static void CheckNorm(DeclarationReader reader)
    {
        List<KnobSpec> given = [.. s_norms.Where(reader.IsGiven)];
        if (given.Count > 0)
            reader.Conflict(given[0], "is a setting of normalizations, and the network has none: set BatchNorm = true",
                others: given.Skip(1).Select(knob => knob.Name));
    }

    /// <summary>A grouped convolution shares both its input's and its output's channels out among the groups.</summary>
    private static void CheckGroups(DeclarationReader reader, VggSyntax syntax)
    {
        var channels = (long)syntax.Task.InChannels;
        foreach (var layer in syntax.Layers)
        {
            if (layer.Kind != VggLayerKind.Convolution)
                continue;
            if (channels % layer.Groups != 0 || layer.Channels % layer.Groups != 0)
            {
                reader.Problems.Add(
                    DiagnosticIds.UnequalGroups,
                    Problem.LayersArgument,
                    layer.Span,
                    ProblemList.Quote(reader.Layers, layer.Span),
                    Format.Integer(channels),
                    Format.Integer(layer.Channels),
                    Format.Integer(layer.Groups),
                    Problem.GroupsRemedy(Format.Integer(layer.Groups)));
                return;
            }

            channels = layer.Channels;
        }
    }
}
