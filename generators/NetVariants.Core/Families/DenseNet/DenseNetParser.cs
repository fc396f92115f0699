using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.DenseNet;

/// <summary>
/// Reads the dense blocks of a DenseNet:
/// <code>
/// layers = number of layers { "," number of layers }
/// </code>
/// </summary>
internal static class DenseNetParser
{
    public static DenseNetSyntax? Parse(DeclarationReader reader)
    {
        var syntax = new DenseNetSyntax(
            Blocks(reader),
            reader.Count(DenseNetFamily.GrowthRate),
            reader.Count(DenseNetFamily.NumInitFeatures),
            reader.Count(DenseNetFamily.BnSize),
            reader.Ratio(DenseNetFamily.DropRate),
            reader.Ratio(DenseNetFamily.Compression),
            reader.Flag(DenseNetFamily.MemoryEfficient),
            reader.Choice<Stem>(CommonKnobs.Stem),
            reader.Choice<AntiAlias>(MixKnobs.AntiAlias),
            reader.Choice<GlobalPool>(MixKnobs.GlobalPool),
            reader.Ratio(MixKnobs.Dropout),
            reader.Task());
        CheckStem(reader, syntax);
        if (reader.Problems.IsEmpty)
            CheckCompression(reader, syntax);
        return reader.Problems.IsEmpty ? syntax : null;
    }

    private static List<NumberToken> Blocks(DeclarationReader reader)
    {
        const int PerLayer = 2;
        const int StemAndClassifier = 2;
        const int Transition = 1;
        var blocks = reader.Numbers(
            Problem.LayersArgument, reader.Layers, "a number of layers", "layers", DeclarationReader.LayerLimit);
        // There is one transition fewer than blocks.
        reader.LimitLayers(blocks, StemAndClassifier - Transition, PerLayer, Transition);
        return blocks;
    }

    private static void CheckStem(DeclarationReader reader, DenseNetSyntax syntax)
    {
        if (syntax.AntiAlias != AntiAlias.None && syntax.Stem == Stem.Small)
            reader.Conflict(MixKnobs.AntiAlias,
                "filters the stem's max-pool, and 'Stem.Small' has no pool; transitions average as they are");
        if (syntax.Stem == Stem.DeepTiered && syntax.GrowthRate < DenseNetSyntax.TierUnit)
        {
            reader.Problems.Add(
                DiagnosticIds.OutOfRange,
                DenseNetFamily.GrowthRate.Name,
                Format.Integer(syntax.GrowthRate),
                "4 or more, of which the first convolution of 'Stem.DeepTiered' has three quarters");
        }
    }

    /// <summary>A strong compression of few channels would leave none.</summary>
    private static void CheckCompression(DeclarationReader reader, DenseNetSyntax syntax)
    {
        if (EmptyTransition(syntax, syntax.Compression) is not (> 0 and var transition))
            return;
        reader.Problems.Add(
            DiagnosticIds.OutOfRange,
            DenseNetFamily.Compression.Name,
            syntax.Compression.ToString("R", CultureInfo.InvariantCulture),
            Format.Real(LeastCompression(syntax)) + " or more, to keep a channel of transition " + Format.Integer(transition));
    }

    /// <summary>The smallest compression of four decimals that keeps a channel of each transition.</summary>
    private static double LeastCompression(DenseNetSyntax syntax)
    {
        const double Steps = 10_000;
        double least = 0, enough = Steps;
        while (enough - least > 1)
        {
            var middle = Math.Floor((least + enough) / 2);
            (least, enough) = EmptyTransition(syntax, middle / Steps) == 0 ? (least, middle) : (middle, enough);
        }

        return enough / Steps;
    }

    /// <summary>The first transition, counted from 1, that a compression leaves without channels; 0 where there is none.</summary>
    private static int EmptyTransition(DenseNetSyntax syntax, double compression)
    {
        var channels = (long)syntax.NumInitFeatures;
        for (var i = 0; i < syntax.Blocks.Count - 1; i++)
        {
            channels = DenseNetSyntax.Compress(DenseNetSyntax.Grow(channels, syntax.Blocks[i].Value, syntax.GrowthRate), compression);
            if (channels < 1)
                return i + 1;
        }

        return 0;
    }
}
