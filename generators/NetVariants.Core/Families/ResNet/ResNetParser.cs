using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.ResNet;

/// <summary>
/// Reads the stages of a ResNet:
/// <code>
/// layers                    = stage { "," stage }              one to six stages, see <see cref="ResNetStageParser"/>
/// Widths                    = channels { "," channels }        one a stage
/// ReplaceStrideWithDilation = ( "0" | "1" ) { "," ( "0" | "1" ) }     one a stage after the first
/// </code>
/// </summary>
internal sealed class ResNetParser
{
    private const int StageLimit = 6;
    private const long FirstWidth = 64;
    private const int DefaultDeepWidth = 64;
    private const int StemStride = 4;

    private readonly DeclarationReader _reader;
    private readonly bool _isBottleneck;
    private readonly bool _hasBlock;

    private ResNetParser(DeclarationReader reader)
    {
        _reader = reader;
        var known = reader.Problems.Count;
        _isBottleneck = reader.Choice<ResNetBlock>(ResNetFamily.Block) == ResNetBlock.Bottleneck;
        _hasBlock = reader.Problems.Count == known;
    }

    public static ResNetSyntax? Parse(DeclarationReader reader) => new ResNetParser(reader).Parse();

    private ResNetSyntax? Parse()
    {
        var texts = Stages();
        var widths = Widths(texts);
        var dilated = Dilated(texts.Count - 1);
        var groups = _reader.Count(ResNetFamily.Groups);
        var widthPerGroup = _reader.Count(ResNetFamily.WidthPerGroup);
        var stem = Stem(widths);
        var reduceFirst = _reader.Count(ResNetFamily.ReduceFirst);
        var avgDown = _reader.Flag(ResNetFamily.AvgDown);
        var downKernelSize = _reader.Count(ResNetFamily.DownKernelSize);
        if (avgDown && downKernelSize != 1)
            _reader.Conflict(ResNetFamily.DownKernelSize,
                "is the kernel of a shortcut that steps itself, and with AvgDown a pool steps before a 1×1 convolution");
        if (downKernelSize % 2 == 0)
            _reader.Problems.Add(DiagnosticIds.OutOfRange, ResNetFamily.DownKernelSize.Name, Format.Integer(downKernelSize),
                ResNetFamily.DownKernelSize.Range);
        var zeroInitResidual = _reader.Flag(ResNetFamily.ZeroInitResidual);
        var outputStride = OutputStride(stem, dilated);
        var globalPool = _reader.Choice<GlobalPool>(MixKnobs.GlobalPool);
        var dropout = _reader.Ratio(MixKnobs.Dropout);
        var task = _reader.Task();

        var stages = new List<ResNetStage>();
        var stride = stem.Kind == Core.Stem.Small ? 1 : StemStride;
        for (var i = 0; i < texts.Count && i < widths.Count; i++)
        {
            var text = texts[i];
            var isBottleneck = text.IsBottleneck ?? _isBottleneck;
            var mix = text.Activation is null && text.Attention is null ? null : new BlockMix(text.Activation, text.Attention);
            var step = text.Stride ?? (i == 0 ? 1 : 2);
            var isDilated = (i > 0 && i <= dilated.Count && dilated[i - 1]) || (outputStride > 0 && stride >= outputStride && step > 1);
            stride *= isDilated ? 1 : step;
            stages.Add(new ResNetStage(
                text.Blocks, new ResNetBlockKind(isBottleneck, isBottleneck ? text.Groups ?? groups : 1, mix), widths[i], step, isDilated,
                    text.Token));
        }

        Check(stages, texts, dilated, groups, widthPerGroup, reduceFirst);
        if (!_reader.Problems.IsEmpty)
            return null;
        var shape = new ResNetShape(
            widthPerGroup, zeroInitResidual, stages.Exists(stage => stage.IsDilated), stem.AntiAlias, avgDown, downKernelSize, reduceFirst);
        return new ResNetSyntax(stages, stem, shape, globalPool, dropout, task);
    }

    private List<ResNetStageText> Stages()
    {
        const int StemAndClassifier = 2;
        var stages = new List<ResNetStageText>();
        var text = _reader.Layers;
        if (ListReader.IsBlank(text))
        {
            _reader.Problems.Add(DiagnosticIds.EmptyList, Problem.LayersArgument, Problem.LayersArgument, ResNetStageParser.Expected);
            return stages;
        }

        var layers = (long)StemAndClassifier;
        var tokens = new ListReader(text);
        while (tokens.Next(out var token) && !_reader.Problems.IsFull)
        {
            _reader.Cancellation.ThrowIfCancellationRequested();
            if (!_reader.Item(tokens, Problem.LayersArgument, text, token, ResNetStageParser.Expected, out var count, out var item))
                continue;
            if (count > StageLimit - stages.Count)
            {
                _reader.TooMany(Problem.LayersArgument, token, "stages", StageLimit);
                break;
            }

            var stage = ResNetStageParser.Parse(_reader, tokens, text, item);
            layers += count * stage.Blocks * (stage.IsBottleneck ?? _isBottleneck ? 3 : 2);
            if (layers > DeclarationReader.LayerLimit)
            {
                _reader.TooMany(Problem.LayersArgument, stage.Span, "layers", DeclarationReader.LayerLimit);
                break;
            }

            for (; count > 0; count--)
                stages.Add(stage);
        }

        return stages;
    }

    /// <summary>The stages' widths: what a stage says itself counts before the list.</summary>
    private List<long> Widths(List<ResNetStageText> stages)
    {
        var widths = new List<long>();
        if (_reader.Widths(ResNetFamily.Widths, stages.Count, StageLimit) is { } given)
        {
            foreach (var width in given)
                widths.Add(width.Value);
        }
        else
        {
            for (var i = 0; i < stages.Count; i++)
                widths.Add(FirstWidth << i);
        }

        for (var i = 0; i < stages.Count && i < widths.Count; i++)
            widths[i] = stages[i].Width ?? widths[i];
        return widths;
    }

    private ResNetStem Stem(List<long> widths)
    {
        var kind = _reader.Choice<Stem>(CommonKnobs.Stem);
        var isDeep = kind is Core.Stem.Deep or Core.Stem.DeepTiered;
        var width = (long)_reader.Count(ResNetFamily.StemWidth);
        if (kind == Core.Stem.DeepTiered && width is > 0 and < 4)
            _reader.Problems.Add(DiagnosticIds.OutOfRange, ResNetFamily.StemWidth.Name, Format.Integer(width),
                "4 or more, of which the first convolution has three quarters");
        if (width == 0)
            width = isDeep || widths.Count == 0 ? DefaultDeepWidth : widths[0];
        var replacesPool = _reader.Flag(ResNetFamily.ReplaceStemPool);
        if (replacesPool && kind == Core.Stem.Small)
            _reader.Conflict(ResNetFamily.ReplaceStemPool,
                "puts a convolution in the stem's max-pool's place, and 'Stem.Small' has no pool");
        return new ResNetStem(kind, width, replacesPool, _reader.Choice<AntiAlias>(MixKnobs.AntiAlias));
    }

    /// <summary>The stride from which on stages dilate; 0 for none.</summary>
    private int OutputStride(ResNetStem stem, List<bool> dilated)
    {
        var stride = _reader.Count(ResNetFamily.OutputStride);
        if (stride == ResNetFamily.OutputStride.Value)
            return 0;
        var least = stem.Kind == Core.Stem.Small ? 1 : StemStride;
        if (stride > ResNetFamily.OutputStride.Value || stride < least || (stride & (stride - 1)) != 0)
        {
            _reader.Problems.Add(
                DiagnosticIds.OutOfRange,
                ResNetFamily.OutputStride.Name,
                Format.Integer(stride),
                least == 1 ? ResNetFamily.OutputStride.Range : "4, 8, 16 or 32, since the stem has a stride of 4");
        }
        else if (dilated.Contains(true))
        {
            _reader.Conflict(ResNetFamily.OutputStride,
                "says from which stage on dilation replaces strides, and so does ReplaceStrideWithDilation: leave out one of them");
        }

        return stride;
    }

    private List<bool> Dilated(int transitions)
    {
        const string Expected = "0 or 1";
        var dilated = new List<bool>();
        var name = ResNetFamily.ReplaceStrideWithDilation.Name;
        if (_reader.List(ResNetFamily.ReplaceStrideWithDilation) is not { } text || ListReader.IsBlank(text))
        {
            for (var i = 0; i < transitions; i++)
                dilated.Add(false);
            return dilated;
        }

        var tokens = new ListReader(text);
        while (tokens.Next(out var token) && !_reader.Problems.IsFull)
        {
            if (!_reader.Item(tokens, name, text, token, Expected, out var count, out var item))
                continue;
            if (count > StageLimit - 1 - dilated.Count)
            {
                _reader.TooMany(name, token, "stages", StageLimit);
                break;
            }

            if (tokens.Number(item, out var value) != NumberKind.Number || value > 1)
                _reader.Problems.AddToken(DiagnosticIds.BadToken, name, text, item, Expected);
            for (; count > 0; count--)
                dilated.Add(value == 1);
        }

        _reader.CheckLength(ResNetFamily.ReplaceStrideWithDilation, dilated.Count, transitions);
        return dilated;
    }

    private void Check(List<ResNetStage> stages, List<ResNetStageText> texts, List<bool> dilated, int groups, int widthPerGroup,
        int reduceFirst)
    {
        var hasBottleneck = stages.Exists(stage => stage.Kind.IsBottleneck);
        if (_hasBlock && !hasBottleneck && !_isBottleneck)
            CheckBasic(groups, widthPerGroup);
        if (_hasBlock && dilated.Contains(true) && stages.Exists(stage => stage is { IsDilated: true, Kind.IsBottleneck: false }))
            Refuse(ResNetFamily.ReplaceStrideWithDilation, "leave it out");
        for (var i = 0; i < stages.Count; i++)
        {
            if (!stages[i].Kind.IsBottleneck && texts[i].Groups > 1 && _hasBlock)
            {
                _reader.Problems.Add(
                    DiagnosticIds.UnsupportedKnob,
                    Problem.LayersArgument,
                    texts[i].GroupsSpan,
                    ProblemList.Quote(_reader.Layers, texts[i].GroupsSpan),
                    ResNetFamily.Block.Choices[0],
                    "leave it out");
                return;
            }
        }

        foreach (var stage in stages)
        {
            if (stage.Kind.IsBottleneck && !CheckWidthPerGroup(stage.Width, widthPerGroup))
                return;
        }

        foreach (var stage in stages)
        {
            if (!CheckReduction(stage, widthPerGroup, reduceFirst))
                return;
        }
    }

    /// <summary>torchvision's BasicBlock refuses groups, another base width, and dilation; timm's takes the last.</summary>
    private void CheckBasic(int groups, int widthPerGroup)
    {
        if (groups != ResNetFamily.Groups.Value)
            Refuse(ResNetFamily.Groups, "leave it at " + Format.Integer(ResNetFamily.Groups.Value));
        if (widthPerGroup != ResNetFamily.WidthPerGroup.Value)
            Refuse(ResNetFamily.WidthPerGroup, "leave it at " + Format.Integer(ResNetFamily.WidthPerGroup.Value));
    }

    private void Refuse(KnobSpec knob, string remedy) =>
        _reader.Problems.Add(DiagnosticIds.UnsupportedKnob, knob.Name, knob.Name, ResNetFamily.Block.Choices[0], remedy);

    /// <summary>A narrow stage with few channels per group would leave the bottleneck no channel at all.</summary>
    private bool CheckWidthPerGroup(long width, int widthPerGroup)
    {
        if (ResNetSyntax.BottleneckWidth(width, widthPerGroup, groups: 1) >= 1)
            return true;
        var least = (FirstWidth + width - 1) / width;
        _reader.Problems.Add(
            DiagnosticIds.OutOfRange,
            ResNetFamily.WidthPerGroup.Name,
            Format.Integer(widthPerGroup),
            Format.Integer(least) + " or more for a stage of width " + Format.Integer(width));
        return false;
    }

    /// <summary>What is left of the first convolution's channels is shared out among the groups.</summary>
    private bool CheckReduction(ResNetStage stage, int widthPerGroup, int reduceFirst)
    {
        if (reduceFirst == 1)
            return true;
        var groups = stage.Kind.Groups;
        var width = stage.Kind.IsBottleneck ? ResNetSyntax.BottleneckWidth(stage.Width, widthPerGroup, groups) : stage.Width;
        if (width / reduceFirst >= 1 && width / reduceFirst % groups == 0)
            return true;
        _reader.Problems.Add(
            DiagnosticIds.OutOfRange,
            ResNetFamily.ReduceFirst.Name,
            Format.Integer(reduceFirst),
            "a number that leaves of " + Format.Integer(width) + " channels " + (groups == 1 ? "at least one" : "a multiple of the "
                + Format.Integer(groups) + " groups"));
        return false;
    }
}
