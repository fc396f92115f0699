using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Core.Declarations;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>
/// Reads the settings of a block string's entry:
/// <code>
/// setting = "r" blocks | "k" kernel | "s" stride | "c" channels | "e" expansion | "x" channels | "se" share | "g" groups | "d" dilation
///         | "nre" | "nr6" | "nlr" | "nsi" | "nsw" | "nge" | "nhs" | "nmi" | "skip" | "noskip"
/// </code>
/// </summary>
internal static class BlockSettings
{
    private const string Expected =
        "r, k, s, c, x, g or d and a whole number, e or se and a number, nre, nr6, nlr, nsi, nge, nhs, nmi, skip or noskip";

    private const int LargestStride = 8;
    private const int LargestDilation = 64;
    private const double LargestExpansion = 100;

    // Another code of SiLU.
    private const string Swish = "nsw";

    private static readonly string[] s_keys = { "r", "k", "s", "c", "e", "x", "se", "g", "d" };

    /// <summary>The entry with one more setting; null, and a problem, where the text is none.</summary>
    /// <param name="reader">The declaration.</param>
    /// <param name="text">The block string.</param>
    /// <param name="span">The setting.</param>
    /// <param name="seen">The keys of the entry's settings before it.</param>
    /// <param name="entry">The entry.</param>
    public static BlockEntry? Add(DeclarationReader reader, string text, TextSpan span, HashSet<string> seen, BlockEntry entry)
    {
        var setting = text.Substring(span.Start, span.Length);
        var (key, number) = Part(setting);
        if (number.Length == 0 ? !IsWord(setting) : Array.IndexOf(s_keys, key) < 0)
            return Bad(Guess(setting));
        var kind = number.Length > 0 ? key : setting is "skip" or "noskip" ? "skip" : "n";
        if (!seen.Add(kind))
            return Bad(null, DeclarationReader.OneOfAKind);
        if (key is "e" or "x" && seen.Contains(key == "e" ? "x" : "e"))
            return Bad(null, "e or x, not both");
        if (number.Length == 0)
        {
            return setting is "skip" or "noskip" ? entry with { Skips = setting == "skip" }
                : entry with { Activation = setting == Swish ? Activation.SiLU : ActivationCodes.Find(setting) };
        }

        return key is "e" or "se" ? Real() : Whole();

        BlockEntry? Real()
        {
            if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                return Bad(null);
            if (key == "se")
            {
                if (entry.Kind == BlockKind.Convolution)
                    return Unsupported();
                return value is > 0 and <= 1 ? entry with { SqueezeRatio = value } : OutOfRange("above 0, at most 1");
            }

            if (value is not (> 0 and <= LargestExpansion))
                return OutOfRange("above 0, at most 100");
            return value == 1 || entry.Kind is BlockKind.Inverted or BlockKind.Fused ? entry with { Expansion = value } : Unsupported();
        }

        BlockEntry? Whole()
        {
            var most = key switch
            {
                "r" => DeclarationReader.LayerLimit,
                "s" => LargestStride,
                "d" => LargestDilation,
                _ => DeclarationReader.SizeLimit,
            };
            var digits = new TextSpan(span.Start + key.Length, number.Length);
            if (new ListReader(text).Number(digits, out var value) == NumberKind.None)
                return Bad(null);
            if (key == "k" && (value % 2 == 0 || value > most))
                return OutOfRange(DeclarationReader.OddRange);
            if (value < 1 || value > most)
                return OutOfRange(DeclarationReader.RangeTo(most));
            if (key == "x" && entry.Kind is BlockKind.Convolution or BlockKind.Separable)
                return Unsupported();
            return key switch
            {
                "r" => entry with { Blocks = value },
                "k" => entry with { Kernel = value },
                "s" => entry with { Stride = value },
                "c" => entry with { Channels = value },
                "x" => entry with { Expanded = value },
                "g" => entry with { Groups = value, GroupsSpan = span },
                _ => entry with { Dilation = value },
            };
        }

        BlockEntry? Bad(string? guess, string expected = Expected)
        {
            reader.BadSetting(text, span, expected, guess);
            return null;
        }

        BlockEntry? OutOfRange(string range)
        {
            reader.Problems.AddToken(DiagnosticIds.OutOfRange, Problem.LayersArgument, text, span, range);
            return null;
        }

        BlockEntry? Unsupported()
        {
            reader.Problems.Add(
                DiagnosticIds.UnsupportedKnob,
                Problem.LayersArgument,
                span,
                setting,
                entry.Kind == BlockKind.Convolution ? "cn" : "ds",
                "leave it out");
            return null;
        }
    }

    /// <summary>A setting's letters, and the number that follows them.</summary>
    private static (string Key, string Number) Part(string setting)
    {
        var digits = setting.IndexOfAny("0123456789.".ToCharArray());
        return digits < 0 || IsWord(setting) ? (setting, "") : (setting.Substring(0, digits), setting.Substring(digits));
    }

    private static bool IsWord(string setting) => setting is "skip" or "noskip" or Swish || ActivationCodes.Find(setting) is not null;

    /// <summary>The setting that was probably meant; null where none is near.</summary>
    private static string? Guess(string written)
    {
        var plain = written.Replace(" ", "").Replace("=", "").ToLowerInvariant();
        if (plain is "residual")
            return "skip";
        if (ActivationCodes.Guess(plain) is { } activation)
            return activation;
        var isSetting = IsWord(plain) || (Part(plain) is { Number.Length: > 0 } part && Array.IndexOf(s_keys, part.Key) >= 0);
        return plain != written && isSetting ? plain : null;
    }
}
