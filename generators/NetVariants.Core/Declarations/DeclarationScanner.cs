using System.Globalization;
using System.Text;

namespace NetVariants.Core.Declarations;

/// <summary>Reads the pieces of a declaration's text from left to right, with spaces between them.</summary>
internal sealed class DeclarationScanner
{
    private readonly string _text;
    private int _position;

    public DeclarationScanner(string text) => _text = text;

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpaces();
            return _position == _text.Length;
        }
    }

    /// <summary>Steps over <paramref name="mark"/> if it stands here.</summary>
    public bool Take(char mark)
    {
        if (IsAtEnd || _text[_position] != mark)
            return false;
        _position++;
        return true;
    }

    /// <summary>A name or number with its dots and signs; empty where none stands.</summary>
    public string Word()
    {
        SkipSpaces();
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '.' or '-' or '+'))
            _position++;
        return _text.Substring(start, _position - start);
    }

    /// <summary>A string literal as <see cref="CSharpLiteral"/> writes it; null where none stands.</summary>
    public string? Quoted()
    {
        if (!Take('"'))
            return null;
        var value = new StringBuilder();
        while (_position < _text.Length)
        {
            var c = _text[_position++];
            if (c == '"')
                return value.ToString();
            if (c == '\\')
            {
                if (Escaped() is not { } escaped)
                    return null;
                c = escaped;
            }

            value.Append(c);
        }

        return null;
    }

    /// <summary>The character that follows a backslash.</summary>
    private char? Escaped()
    {
        const int CodeLength = 4;
        if (_position == _text.Length)
            return null;
        var c = _text[_position++];
        if (c is '"' or '\\')
            return c;
        if (c != 'u' || _position + CodeLength > _text.Length
            || !ushort.TryParse(
                _text.Substring(_position, CodeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        _position += CodeLength;
        return (char)code;
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
            _position++;
    }
}
