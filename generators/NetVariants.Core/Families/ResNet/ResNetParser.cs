using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.ResNet;

/// <summary>
/// Reads the stages of a ResNet:
/// <code>
/// layers                    = blocks { "," blocks }            one to six stages
/// Widths                    = channels { "," channels }        one a stage
/// ReplaceStrideWithDilation = ( "0" | "1" ) { "," ( "0" | "1" ) }     one a stage after the first
/// </code>
/// </summary>
internal static class ResNetParser
{
    private const int StageLimit = 6;
    private const long FirstWidth = 64;

    public static ResNetSyntax? Parse(DeclarationReader reader)
    {
        var known = reader.Problems.Count;
        var isBottleneck = reader.Choice(ResNetFamily.Block) != 0;
        var hasBlock = reader.Problems.Count == known;
        var blocks = Blocks(reader, isBottleneck);
        var widths = Widths(reader, blocks.Count);
        var dilated = Dilated(reader, blocks.Count - 1);
        var groups = reader.Count(ResNetFamily.Groups);
        var widthPerGroup = reader.Count(ResNetFamily.WidthPerGroup);
        if (isBottleneck)
            CheckWidthPerGroup(reader, widths, widthPerGroup);
        else if (hasBlock)
            CheckBasic(reader, groups, widthPerGroup, dilated);

        var hasSmallStem = reader.Choice(CommonKnobs.Stem) != 0;
        var zeroInitResidual = reader.Flag(ResNetFamily.ZeroInitResidual);
        var task = reader.Task();
        if (!reader.Problems.IsEmpty)
            return null;

        var stages = new List<ResNetStage>();
        for (var i = 0; i < blocks.Count; i++)
            stages.Add(new ResNetStage(blocks[i].Value, widths[i], i > 0 && dilated[i - 1], blocks[i].Span));
        return new ResNetSyntax(stages, isBottleneck, hasSmallStem, groups, widthPerGroup, zeroInitResidual, task);
    }

    private static List<NumberToken> Blocks(DeclarationReader reader, bool isBottleneck)
    {
        const int StemAndClassifier = 2;
        var perBlock = isBottleneck ? 3 : 2;
        var blocks = reader.Numbers(Problem.LayersArgument, reader.Layers, "a number of blocks", "stages", StageLimit);
        var layers = (long)StemAndClassifier;
        foreach (var stage in blocks)
        {
            layers += stage.Value * perBlock;
            if (layers > DeclarationReader.LayerLimit)
            {
                reader.TooMany(Problem.LayersArgument, stage.Span, "layers", DeclarationReader.LayerLimit);
                break;
            }
        }

        return blocks;
    }

    private static List<long> Widths(DeclarationReader reader, int stages)
    {
        var widths = new List<long>();
        if (reader.List(ResNetFamily.Widths) is not { } text)
        {
            for (var i = 0; i < stages; i++)
                widths.Add(FirstWidth << i);
            return widths;
        }

        foreach (var width in reader.Numbers(
            ResNetFamily.Widths.Name, text, "a number of channels", "stages", StageLimit, DeclarationReader.SizeLimit))
            widths.Add(width.Value);
        CheckLength(reader, ResNetFamily.Widths, widths.Count, stages);
        return widths;
    }

    private static List<bool> Dilated(DeclarationReader reader, int transitions)
    {
        const string Expected = "0 or 1";
        var dilated = new List<bool>();
        var name = ResNetFamily.ReplaceStrideWithDilation.Name;
        if (reader.List(ResNetFamily.ReplaceStrideWithDilation) is not { } text || ListReader.IsBlank(text))
        {
            for (var i = 0; i < transitions; i++)
                dilated.Add(false);
            return dilated;
        }

        var tokens = new ListReader(text);
        while (tokens.Next(out var token) && !reader.Problems.IsFull)
        {
            if (!reader.Item(tokens, name, text, token, Expected, out var count, out var item))
                continue;
            if (count > StageLimit - 1 - dilated.Count)
            {
                reader.TooMany(name, token, "stages", StageLimit);
                break;
            }

            if (tokens.Number(item, out var value) != NumberKind.Number || value > 1)
                reader.Problems.AddToken(ProblemIds.BadToken, name, text, item, Expected);
            for (; count > 0; count--)
                dilated.Add(value == 1);
        }

        CheckLength(reader, ResNetFamily.ReplaceStrideWithDilation, dilated.Count, transitions);
        return dilated;
    }

    private static void CheckLength(DeclarationReader reader, ListKnob knob, int length, int expected)
    {
        if (length != expected && reader.Problems.IsEmpty)
            reader.Problems.Add(ProblemIds.UnequalLengths, knob.Name, knob.Name, Format.Integer(length), Format.Integer(expected));
    }

    /// <summary>torchvision's BasicBlock refuses groups, another base width, and dilation.</summary>
    private static void CheckBasic(DeclarationReader reader, int groups, int widthPerGroup, List<bool> dilated)
    {
        if (groups != ResNetFamily.Groups.Value)
            Refuse(ResNetFamily.Groups, Format.Integer(ResNetFamily.Groups.Value));
        if (widthPerGroup != ResNetFamily.WidthPerGroup.Value)
            Refuse(ResNetFamily.WidthPerGroup, Format.Integer(ResNetFamily.WidthPerGroup.Value));
        if (dilated.Contains(true))
            Refuse(ResNetFamily.ReplaceStrideWithDilation, "0");

        void Refuse(KnobSpec knob, string only) =>
            reader.Problems.Add(ProblemIds.UnsupportedKnob, knob.Name, knob.Name, ResNetFamily.Block.Choices[0], only);
    }

    /// <summary>A narrow stage with few channels per group would leave the bottleneck no channel at all.</summary>
    private static void CheckWidthPerGroup(DeclarationReader reader, List<long> widths, int widthPerGroup)
    {
        foreach (var width in widths)
        {
            if (ResNetSyntax.BottleneckWidth(width, widthPerGroup, groups: 1) >= 1)
                continue;
            var least = (FirstWidth + width - 1) / width;
            reader.Problems.Add(
                ProblemIds.OutOfRange,
                ResNetFamily.WidthPerGroup.Name,
                Format.Integer(widthPerGroup),
                Format.Integer(least) + " or more for a stage of width " + Format.Integer(width));
            return;
        }
    }
}
