using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NetVariants.Generators.Literals;

/// <summary>
/// Finds, for each character of a string token's value, the source characters that wrote it. It re-reads escapes that the compiler has
/// already accepted, because the compiler keeps the value of a token but not where in the token each part of it stands.
/// </summary>
internal static class StringTokenDecoder
{
    /// <summary>One source span per character of <paramref name="token"/>'s value, in order.</summary>
    /// <remarks>A token that decodes to another length than its value (a form unknown here) counts as one piece: every character has the
    /// token's span.</remarks>
    public static IEnumerable<TextSpan> Decode(SyntaxToken token, StringForm form)
    {
        var spans = new List<TextSpan>(token.Text.Length);
        var text = token.Text;
        var (first, end) = Content(text, form);
        switch (form.Kind)
        {
            case StringKind.Raw:
                AppendVerbatimly(spans, first, end, token.SpanStart);
                break;
            case StringKind.RawLines:
                AppendLines(spans, text, first, end, form, token.SpanStart);
                break;
            default:
                AppendEscaped(spans, text, first, end, form, token.SpanStart);
                break;
        }

        var length = ValueLength(token, form);
        return spans.Count == length ? spans : Whole(token.Span, length);
    }

    /// <summary>A part of the value whose inner places are unknown: every character stands for the whole <paramref name="span"/>.</summary>
    public static IEnumerable<TextSpan> Whole(TextSpan span, int length)
    {
        for (var i = 0; i < length; i++)
            yield return span;
    }

    private static int ValueLength(SyntaxToken token, StringForm form)
    {
        // The compiler leaves doubled braces doubled in the text parts of an interpolated string, and halves them in the constant.
        var value = token.ValueText;
        return form is { IsInterpolated: true, Kind: StringKind.Regular or StringKind.Verbatim }
            ? value.Replace("{{", "{").Replace("}}", "}").Length
            : value.Length;
    }

    /// <summary>The token's text without delimiters. The text parts of an interpolated string have none.</summary>
    private static (int First, int End) Content(string text, StringForm form)
    {
        if (form.IsInterpolated)
            return (0, text.Length);
        switch (form.Kind)
        {
            case StringKind.Regular:
                return (1, text.Length - 1);
            case StringKind.Verbatim:
                return (2, text.Length - 1);
            case StringKind.Raw:
                var quotes = LeadingQuotes(text);
                return (quotes, text.Length - quotes);
            default:
                // The lines between the one that opens and the one that closes.
                var first = 0;
                while (!SyntaxFacts.IsNewLine(text[first]))
                    first++;
                first += NewLineLength(text, first);
                var end = text.Length - LeadingQuotes(text) - form.Indent.Length;
                end -= end >= 2 && text[end - 2] == '\r' && text[end - 1] == '\n' ? 2 : 1;
                return (first, end);
        }
    }

    private static void AppendVerbatimly(List<TextSpan> spans, int first, int end, int offset)
    {
        for (var i = first; i < end; i++)
            spans.Add(new TextSpan(offset + i, 1));
    }

    private static void AppendLines(List<TextSpan> spans, string text, int first, int end, StringForm form, int offset)
    {
        var atLineStart = !form.IsInterpolated || form.StartsLine;
        var i = first;
        while (i < end)
        {
            if (atLineStart)
            {
                // A line of white space may be shorter than the indentation.
                for (var k = 0; k < form.Indent.Length && i < end && text[i] == form.Indent[k]; k++)
                    i++;
                if (i >= end)
                    break;
            }

            atLineStart = false;
            var newLine = NewLineLength(text, i);
            var length = newLine == 0 ? 1 : newLine;
            AppendVerbatimly(spans, i, i + length, offset);
            i += length;
            atLineStart = newLine > 0;
        }
    }

    private static void AppendEscaped(List<TextSpan> spans, string text, int first, int end, StringForm form, int offset)
    {
        var i = first;
        while (i < end)
        {
            var (source, value) = Unit(text, i, end, form);
            for (var k = 0; k < value; k++)
                spans.Add(new TextSpan(offset + i, source));
            i += source;
        }
    }

    /// <summary>How many source characters the unit at <paramref name="i"/> takes, and how many characters of the value it gives.</summary>
    private static (int Source, int Value) Unit(string text, int i, int end, StringForm form)
    {
        var c = text[i];
        var doubled = i + 1 < end && text[i + 1] == c;
        if (form.IsInterpolated && c is '{' or '}' && doubled)
            return (2, 1);
        if (form.Kind == StringKind.Verbatim)
            return c == '"' && doubled ? (2, 1) : (1, 1);
        if (c != '\\' || i + 1 >= end)
            return (1, 1);
        switch (text[i + 1])
        {
            case 'u':
                return (6, 1);
            case 'U':
                // Above the basic plane the value holds a surrogate pair. The first four of the eight digits are the plane.
                var pair = i + 6 <= end && text.Substring(i + 2, 4) != "0000";
                return (10, pair ? 2 : 1);
            case 'x':
                var digits = 0;
                while (digits < 4 && i + 2 + digits < end && IsHexDigit(text[i + 2 + digits]))
                    digits++;
                return (2 + digits, 1);
            default:
                return (2, 1);
        }
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static int LeadingQuotes(string text)
    {
        var count = 0;
        while (count < text.Length && text[count] == '"')
            count++;
        return count;
    }

    private static int NewLineLength(string text, int i)
    {
        if (!SyntaxFacts.IsNewLine(text[i]))
            return 0;
        return text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
    }
}
