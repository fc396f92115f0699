using System;
using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.ResNet;

/// <summary>
/// Reads one stage of a ResNet:
/// <code>
/// stage   = blocks { "_" setting }                               each kind of setting at most once, in any order
/// setting = "basic" | "bottle"                                   the residual block
///         | "none" | "se" | "ese" | "eca" | "cbam"               attention
///         | "nre" | "nr6" | "nlr" | "nsi" | "nge" | "nhs" | "nmi"  activation
///         | ( "w" | "s" | "g" ) number                           width, stride and groups
/// </code>
/// </summary>
internal static class ResNetStageParser
{
    /// <summary>What a stage is, in words.</summary>
    public const string Expected = "a number of blocks";

    private const string ExpectedSetting = "basic, bottle, none, se, ese, eca, cbam, nre, nr6, nlr, nsi, nge, nhs, nmi, or w, s or g and "
        + "a number";
    private const int LargestStride = 8;

    // In the order of the enums' values.
    private static readonly string[] s_attentions = { "none", "se", "ese", "eca", "cbam" };
    private static readonly string[] s_blocks = { "basic", "bottle" };
    private static readonly string[] s_numbers = { "w", "s", "g" };

    private static readonly (string Name, string Setting)[] s_names =
    {
        ("bottleneck", "bottle"), ("basicblock", "basic"), ("squeezeexcitation", "se"),
    };

    /// <summary>The stage of a token; where it is none, problems and a stage in its place.</summary>
    public static ResNetStageText Parse(DeclarationReader reader, ListReader tokens, string text, TextSpan token)
    {
        var end = token.Start + token.Length;
        var next = EndOf(text, token.Start, end);
        var stage = new ResNetStageText(1, token, token);
        var blocks = tokens.Trim(token.Start, next);
        if (tokens.Number(blocks, out _) == NumberKind.None)
        {
            reader.Problems.AddToken(
                DiagnosticIds.BadToken, Problem.LayersArgument, text, blocks, Expected, Suggestions.For(text, blocks, IsStage));
            return stage;
        }

        stage = stage with { Blocks = reader.Number(tokens, Problem.LayersArgument, text, blocks, Expected, int.MaxValue), Span = blocks };
        while (next < end)
        {
            var start = next + 1;
            next = EndOf(text, start, end);
            if (!Add(reader, tokens, text, tokens.Trim(start, next), ref stage))
                break;
        }

        return stage;
    }

    /// <summary>Adds a setting.</summary>
    /// <returns>False, and a problem, where it is none.</returns>
    private static bool Add(DeclarationReader reader, ListReader tokens, string text, TextSpan span, ref ResNetStageText stage)
    {
        var setting = text.Substring(span.Start, span.Length);
        if (ActivationCodes.Find(setting) is { } activation)
        {
            if (stage.Activation is not null)
                return Refuse(DeclarationReader.OneOfAKind, null);
            stage = stage with { Activation = activation };
            return true;
        }

        if (Array.IndexOf(s_attentions, setting) is >= 0 and var attention)
        {
            if (stage.Attention is not null)
                return Refuse(DeclarationReader.OneOfAKind, null);
            stage = stage with { Attention = (Attention)attention };
            return true;
        }

        if (Array.IndexOf(s_blocks, setting) is >= 0 and var block)
        {
            if (stage.IsBottleneck is not null)
                return Refuse(DeclarationReader.OneOfAKind, null);
            stage = stage with { IsBottleneck = block == 1 };
            return true;
        }

        var digits = new TextSpan(span.Start + 1, span.Length - 1);
        if (span.Length > 1 && Array.IndexOf(s_numbers, setting.Substring(0, 1)) is >= 0 and var number
            && tokens.Number(digits, out _) != NumberKind.None)
        {
            if ((number == 0 ? stage.Width : number == 1 ? stage.Stride : stage.Groups) is not null)
                return Refuse(DeclarationReader.OneOfAKind, null);
            var most = number == 1 ? LargestStride : DeclarationReader.SizeLimit;
            var value = (int)reader.Number(tokens, Problem.LayersArgument, text, digits, ExpectedSetting, most);
            stage = number switch
            {
                0 => stage with { Width = value },
                1 => stage with { Stride = value },
                _ => stage with { Groups = value, GroupsSpan = span },
            };
            return true;
        }

        return Refuse(ExpectedSetting, Guess(setting));

        bool Refuse(string expected, string? guess)
        {
            reader.BadSetting(text, span, expected, guess);
            return false;
        }
    }

    /// <summary>The setting nearest to what is written; null where none is near.</summary>
    private static string? Guess(string written)
    {
        var plain = written.Trim().ToLowerInvariant();
        foreach (var (name, setting) in s_names)
        {
            if (plain == name)
                return setting;
        }

        if (ActivationCodes.Guess(plain) is { } code)
            return code;
        if (plain != written && plain.Length > 1 && Array.IndexOf(s_numbers, plain.Substring(0, 1)) >= 0 && IsStage(plain.Substring(1)))
            return plain;
        foreach (var known in new[] { ActivationCodes.All, s_attentions, s_blocks })
        {
            foreach (var setting in known)
            {
                if (plain == setting || (plain.Length > 2 && IsNear(plain, setting)))
                    return setting == written ? null : setting;
            }
        }

        return null;
    }

    /// <summary>Whether one letter more, less or another one makes a text of the other.</summary>
    private static bool IsNear(string one, string other)
    {
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start])
            start++;
        var end = 0;
        while (end < one.Length - start && end < other.Length - start && one[one.Length - 1 - end] == other[other.Length - 1 - end])
            end++;
        return Math.Max(one.Length, other.Length) - start - end <= 1;
    }

    private static int EndOf(string text, int start, int end) => text.IndexOf('_', start, end - start) is >= 0 and var next ? next : end;

    private static bool IsStage(string item)
    {
        foreach (var c in item)
        {
            if (c is < '0' or > '9')
                return false;
        }

        return item.Length is > 0 and <= Suggestions.LongestNumber && item[0] != '0';
    }
}

/// <summary>What a stage's token says; null for what it leaves to the network.</summary>
internal readonly record struct ResNetStageText(
    long Blocks,
    TextSpan Token,
    TextSpan Span,
    bool? IsBottleneck = null,
    Attention? Attention = null,
    Activation? Activation = null,
    int? Width = null,
    int? Stride = null,
    int? Groups = null,
    TextSpan GroupsSpan = default);
