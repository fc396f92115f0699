using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.RegNet;

/// <summary>
/// Reads the stages of a RegNet, which are written out or follow from Depth, W0, Wa and Wm:
/// <code>
/// layers = blocks { "," blocks }               one to eight stages; empty for stages that follow from the numbers
/// Widths = channels { "," channels }           one a stage
/// </code>
/// </summary>
internal sealed class RegNetParser
{
    private const int StageLimit = 8;
    private const long FirstWidth = 64;
    private const string Blocks = "a number of blocks";

    private static readonly KnobSpec[] s_numbers = { RegNetFamily.Depth, RegNetFamily.W0, RegNetFamily.Wa, RegNetFamily.Wm };
    private static readonly KnobSpec[] s_needed = { RegNetFamily.Depth, RegNetFamily.W0, RegNetFamily.Wm };

    private readonly DeclarationReader _reader;
    private readonly int _depth;
    private readonly int _w0;
    private readonly double _wa;
    private readonly double _wm;
    private readonly int _groupWidth;
    private readonly double _multiplier;

    private RegNetParser(DeclarationReader reader)
    {
        _reader = reader;
        _depth = reader.Count(RegNetFamily.Depth);
        _w0 = reader.Count(RegNetFamily.W0);
        _wa = reader.Factor(RegNetFamily.Wa);
        _wm = reader.Factor(RegNetFamily.Wm);
        _groupWidth = reader.Count(RegNetFamily.GroupWidth);
        _multiplier = reader.Factor(RegNetFamily.BottleneckMultiplier);
    }

    public static RegNetSyntax? Parse(DeclarationReader reader) => new RegNetParser(reader).Parse();

    private RegNetSyntax? Parse()
    {
        var stages = ListReader.IsBlank(_reader.Layers) ? Derived() : Written();
        var syntax = new RegNetSyntax(
            stages,
            _multiplier,
            _reader.Ratio(RegNetFamily.SERatio),
            SmallStem.IsChosen(_reader),
            _reader.Count(RegNetFamily.StemWidth),
            _reader.Choice<GlobalPool>(MixKnobs.GlobalPool),
            _reader.Ratio(MixKnobs.Dropout),
            _reader.Task());
        if (_reader.Problems.IsEmpty)
            CheckSqueeze(syntax);
        return _reader.Problems.IsEmpty ? syntax : null;
    }

    /// <summary>The stages of the text.</summary>
    private List<RegNetStage> Written()
    {
        List<KnobSpec> numbers = [.. s_numbers.Where(_reader.IsGiven)];
        if (numbers.Count > 0)
            _reader.Conflict(
                numbers[0],
                "is one of the numbers that stages follow from, and 'layers' gives the stages: leave out " + Names(numbers)
                    + ", or write \"\" for 'layers'",
                others: numbers.Skip(1).Select(knob => knob.Name));
        var blocks = _reader.Numbers(Problem.LayersArgument, _reader.Layers, Blocks, "stages", StageLimit);
        _reader.LimitLayers(blocks, RegNetFamily.StemAndClassifier, RegNetFamily.PerBlock);
        var stages = new List<RegNetStage>();
        var widths = _reader.Widths(RegNetFamily.Widths, blocks.Count, StageLimit);
        for (var i = 0; i < blocks.Count && _reader.Problems.IsEmpty; i++)
        {
            var width = widths is null ? FirstWidth << i : widths[i].Value;
            if (Groups(width) is { } groups)
                stages.Add(new RegNetStage(blocks[i].Value, width, groups, blocks[i].Span));
            else if (widths is null)
                RefuseInnerChannels(width, RegNetSyntax.Inner(width, _multiplier));
            else
                _reader.Problems.AddToken(
                    DiagnosticIds.OutOfRange, RegNetFamily.Widths.Name, _reader.List(RegNetFamily.Widths)!, widths[i].Span,
                    (_multiplier == 1 ? "" : "a number that BottleneckMultiplier = " + RegNetFamily.BottleneckMultiplier.Print(_multiplier)
                        + " turns into ") + ExpectedChannels(RegNetSyntax.Inner(width, _multiplier)));
        }

        return stages;
    }

    /// <summary>The stages that follow from the numbers; their widths are fitted to the groups.</summary>
    private List<RegNetStage> Derived()
    {
        var stages = new List<RegNetStage>();
        if (_reader.IsGiven(RegNetFamily.Widths))
            _reader.Conflict(
                RegNetFamily.Widths,
                "gives the widths of the stages in 'layers', and without 'layers' they follow from Depth, W0, Wa and Wm");
        CheckNumbers();
        if (!_reader.Problems.IsEmpty)
            return stages;
        foreach (var (blocks, width) in RegNetWidths.Compute(_depth, _w0, _wa, _wm))
        {
            _reader.Cancellation.ThrowIfCancellationRequested();
            if (!(width <= DeclarationReader.SizeLimit))
            {
                OutOfRange(
                    RegNetFamily.Wa, _wa,
                    "a slope that keeps the last stage within " + Format.Integer(DeclarationReader.SizeLimit) + " channels");
                break;
            }

            // torchvision rounds down here, and to the nearest number in a block.
            var inner = (long)(width * _multiplier);
            if (inner is < 1 or > DeclarationReader.SizeLimit)
            {
                RefuseInnerChannels((long)width, inner);
                break;
            }

            var fitted = (long)(Channels.Divisible(inner, Math.Min(_groupWidth, inner)) / _multiplier);
            if (Groups(fitted) is not { } groups)
            {
                RefuseInnerChannels(fitted, RegNetSyntax.Inner(fitted, _multiplier));
                break;
            }

            stages.Add(new RegNetStage(blocks, fitted, groups, new Origin(RegNetFamily.Depth.Name, 0, 0)));
        }

        return stages;
    }

    private void CheckNumbers()
    {
        if (!_reader.Problems.IsEmpty)
            return;
        if (Array.Find(s_numbers, _reader.IsGiven) is not { } given)
        {
            _reader.Problems.Add(
                DiagnosticIds.EmptyList, Problem.LayersArgument, Problem.LayersArgument, Blocks + ", or Depth, W0, Wa and Wm in its place");
            return;
        }

        List<KnobSpec> missing = [.. s_needed.Where(knob => !_reader.IsGiven(knob))];
        if (missing.Count > 0)
            _reader.Conflict(
                given,
                "is one of the numbers that stages follow from, and " + Names(missing)
                    + (missing.Count == 1 ? " is missing: write it too" : " are missing: write them too"),
                suggestion: null);
        else if (_w0 % RegNetWidths.Unit != 0)
            OutOfRange(RegNetFamily.W0, _w0, RegNetFamily.W0.Range);
    }

    private static string Names(List<KnobSpec> knobs) => Format.List(knobs.ConvertAll(knob => knob.Name));

    /// <summary>
    /// The groups of a stage's 3×3 convolutions; null where a group's width does not divide their channels. A narrow stage has one group.
    /// </summary>
    private long? Groups(long width)
    {
        var inner = RegNetSyntax.Inner(width, _multiplier);
        if (inner is < 1 or > DeclarationReader.SizeLimit)
            return null;
        var groupWidth = Math.Min(_groupWidth, inner);
        return inner % groupWidth == 0 ? inner / groupWidth : null;
    }

    /// <summary>Notes a width whose 3×3 convolutions cannot have their channels, at the option that is written.</summary>
    private void RefuseInnerChannels(long width, long inner)
    {
        if (_reader.IsGiven(RegNetFamily.BottleneckMultiplier))
            OutOfRange(
                RegNetFamily.BottleneckMultiplier,
                _multiplier,
                "a number that turns " + Format.Integer(width) + " channels into " + ExpectedChannels(inner));
        else
            OutOfRange(RegNetFamily.GroupWidth, _groupWidth, "a divisor of " + Format.Integer(width) + " channels, or more");
    }

    /// <summary>What the channels of a stage's 3×3 convolutions are expected to be instead of others.</summary>
    private string ExpectedChannels(long inner) => inner switch
    {
        < 1 => "1 or more",
        > DeclarationReader.SizeLimit => "at most " + Format.Integer(DeclarationReader.SizeLimit),
        _ => "a multiple of GroupWidth, " + Format.Integer(_groupWidth) + ", or less",
    };

    private void CheckSqueeze(RegNetSyntax syntax)
    {
        var least = syntax.StemWidth;
        foreach (var stage in syntax.Stages)
            least = Math.Min(least, stage.Width);
        if (syntax.SERatio > 0 && RegNetSyntax.Squeeze(least, syntax.SERatio) < 1)
            OutOfRange(RegNetFamily.SERatio, syntax.SERatio, "a share that leaves a channel of " + Format.Integer(least));
    }

    private void OutOfRange(KnobSpec knob, object value, string expected) =>
        _reader.Problems.Add(DiagnosticIds.OutOfRange, knob.Name, Convert.ToString(value, CultureInfo.InvariantCulture), expected);
}
