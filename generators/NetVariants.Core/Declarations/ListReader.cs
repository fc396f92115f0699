using System;

namespace NetVariants.Core.Declarations;

/// <summary>
/// Walks a list of tokens separated by commas, with blanks around them, in one pass: no character is looked at more than twice, and no
/// token is copied.
/// </summary>
internal struct ListReader
{
    private readonly string _text;
    private int _position;

    /// <summary>Starts before the first token.</summary>
    public ListReader(string text) => _text = text;

    /// <summary>Whether the list holds nothing at all.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Steps to the next token. An empty one (nothing between two commas) has length 0 and stands at the comma that shows it: the next one,
    /// or after the last token the one before, since blanks, line breaks among them, cannot be seen.
    /// </summary>
    public bool Next(out TextSpan token)
    {
        token = default;
        if (_position > _text.Length)
            return false;
        var start = _position;
        var end = _text.IndexOf(',', start);
        if (end < 0)
            end = _text.Length;
        _position = end + 1;

        token = Trim(start, end);
        if (token.Length == 0)
            token = new TextSpan(end < _text.Length ? end : Math.Max(start - 1, 0), 0);
        return true;
    }

    /// <summary>The characters from <paramref name="start"/> to before <paramref name="end"/> without the blanks around them.</summary>
    public readonly TextSpan Trim(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return new TextSpan(start, end - start);
    }

    /// <summary>Reads a token as a whole number of ASCII digits, independent of culture.</summary>
    public readonly NumberKind Number(TextSpan token, out long value)
    {
        const long TooLarge = int.MaxValue + 1L;
        value = 0;
        var i = token.Start;
        var end = token.Start + token.Length;
        var negative = i < end - 1 && _text[i] == '-';
        if (negative)
            i++;
        for (; i < end; i++)
        {
            var digit = _text[i] - '0';
            if (digit is < 0 or > 9)
                return NumberKind.None;
            value = Math.Min((value * 10) + digit, TooLarge);
        }

        if (token.Length == 0)
            return NumberKind.None;
        return negative || value == TooLarge ? NumberKind.OutOfRange : NumberKind.Number;
    }
}

/// <summary>What a token is when read as a number.</summary>
internal enum NumberKind
{
    /// <summary>Not a number.</summary>
    None,

    /// <summary>A number from 0 to the largest <see cref="int"/>.</summary>
    Number,

    /// <summary>A negative number or one too large.</summary>
    OutOfRange,
}
