using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ConvNeXt;

/// <summary>
/// Reads the stages of a ConvNeXt:
/// <code>
/// layers = blocks { "," blocks }               one to eight stages
/// Widths = channels { "," channels }           one a stage
/// </code>
/// </summary>
internal static class ConvNeXtParser
{
    private const int StageLimit = 8;
    private const long FirstWidth = 96;
    private const int PerBlock = 3;

    public static ConvNeXtSyntax? Parse(DeclarationReader reader)
    {
        var eps = reader.Ratio(MixKnobs.NormEps);
        var syntax = new ConvNeXtSyntax(
            Stages(reader),
            reader.Factor(ConvNeXtFamily.LayerScale),
            reader.Count(ConvNeXtFamily.Kernel),
            reader.Count(ConvNeXtFamily.MlpRatio),
            reader.Count(ConvNeXtFamily.StemPatch),
            eps > 0 ? eps : LayerNormFunction.DefaultEps,
            reader.Choice<GlobalPool>(MixKnobs.GlobalPool),
            reader.Ratio(MixKnobs.Dropout),
            reader.Task());
        if (syntax.Kernel % 2 == 0)
        {
            reader.Problems.Add(
                DiagnosticIds.OutOfRange, ConvNeXtFamily.Kernel.Name, Format.Integer(syntax.Kernel), ConvNeXtFamily.Kernel.Range);
        }

        return reader.Problems.IsEmpty ? syntax : null;
    }

    private static List<ConvNeXtStage> Stages(DeclarationReader reader)
    {
        var blocks = reader.Numbers(Problem.LayersArgument, reader.Layers, "a number of blocks", "stages", StageLimit);
        // Each stage has a convolution before it, and at the end stands a linear layer.
        reader.LimitLayers(blocks, others: 1, PerBlock, perStage: 1);
        var widths = reader.Widths(ConvNeXtFamily.Widths, blocks.Count, StageLimit);
        var stages = new List<ConvNeXtStage>();
        for (var i = 0; i < blocks.Count && reader.Problems.IsEmpty; i++)
            stages.Add(new ConvNeXtStage(blocks[i].Value, widths is null ? FirstWidth << i : widths[i].Value, blocks[i].Span));
        return stages;
    }
}
