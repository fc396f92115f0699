using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Vgg;

/// <summary>
/// Reads one layer of a VGG:
/// <code>
/// layer       = convolution | "M" | "A"
/// convolution = channels { ( "k" | "s" | "g" ) number }       kernel, stride and groups, each at most once, in any order
/// </code>
/// </summary>
internal static class VggLayerParser
{
    /// <summary>What a layer is, in words.</summary>
    public const string Expected = "channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling";

    private const string Settings = "ksg";

    /// <summary>The layer of a token; where it is none, a problem and a convolution in its place.</summary>
    public static VggLayer Parse(DeclarationReader reader, ListReader tokens, string text, TextSpan token)
    {
        if (token.Length == 1 && text[token.Start] is 'M' or 'A')
            return new VggLayer(text[token.Start] == 'M' ? VggLayerKind.MaxPool : VggLayerKind.AvgPool, token);

        var layer = new VggLayer(VggLayerKind.Convolution, token);
        var end = token.Start + token.Length;
        var (start, setting, seen) = (token.Start, -1, 0);
        while (true)
        {
            var next = start;
            while (next < end && Settings.IndexOf(text[next]) < 0)
                next++;
            var digits = tokens.Trim(start, next);
            var kind = tokens.Number(digits, out var value);
            if (kind == NumberKind.None || (setting >= 0 && (seen & (1 << setting)) != 0))
            {
                reader.Problems.AddToken(
                    DiagnosticIds.BadToken, Problem.LayersArgument, text, token, Expected, Suggestions.For(text, token, IsLayer));
                return layer;
            }

            if (kind == NumberKind.OutOfRange || value is 0 or > DeclarationReader.SizeLimit)
            {
                reader.Problems.AddToken(
                    DiagnosticIds.OutOfRange, Problem.LayersArgument, text, digits, DeclarationReader.RangeTo(DeclarationReader.SizeLimit));
                return layer;
            }

            layer = setting switch
            {
                0 => layer with { Kernel = (int)value },
                1 => layer with { Stride = (int)value },
                2 => layer with { Groups = (int)value },
                _ => layer with { Channels = value },
            };
            if (next == end)
                return layer;
            seen |= setting < 0 ? 0 : 1 << setting;
            setting = Settings.IndexOf(text[next]);
            start = next + 1;
        }
    }

    /// <summary>Whether a text without blanks is a layer of usual numbers.</summary>
    private static bool IsLayer(string item)
    {
        if (item is "M" or "A")
            return true;
        var (digits, seen) = (0, 0);
        foreach (var c in item)
        {
            if (c is >= '0' and <= '9')
            {
                if ((digits == 0 && c == '0') || ++digits > Suggestions.LongestNumber)
                    return false;
                continue;
            }

            var setting = Settings.IndexOf(c);
            if (digits == 0 || setting < 0 || (seen & (1 << setting)) != 0)
                return false;
            seen |= 1 << setting;
            digits = 0;
        }

        return digits > 0;
    }
}
