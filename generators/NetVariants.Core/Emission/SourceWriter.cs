using System.Globalization;
using System.Text;

namespace NetVariants.Core.Emission;

/// <summary>Writes indented text with <c>\n</c> line ends, independent of culture.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new(8192);
    private int _indent;
    private bool _isLineStart = true;

    /// <summary>Starts an empty text.</summary>
    /// <param name="nullableSyntax">Whether reference types may carry <c>?</c>.</param>
    public SourceWriter(bool nullableSyntax) => NullableSyntax = nullableSyntax;

    /// <summary>Whether reference types may carry <c>?</c>.</summary>
    public bool NullableSyntax { get; }

    /// <summary>What follows a reference type that may be null.</summary>
    public string Nullable => NullableSyntax ? "?" : "";

    /// <summary>Writes within the line.</summary>
    public SourceWriter Write(string text)
    {
        if (_isLineStart)
        {
            _text.Append(' ', _indent * IndentSize);
            _isLineStart = false;
        }

        _text.Append(text);
        return this;
    }

    /// <summary>Writes a number within the line.</summary>
    public SourceWriter Write(long number) => Write(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the line, after some text.</summary>
    public SourceWriter Line(string text)
    {
        Write(text);
        return Line();
    }

    /// <summary>Ends the line.</summary>
    public SourceWriter Line()
    {
        _text.Append('\n');
        _isLineStart = true;
        return this;
    }

    /// <summary>Moves the next lines to the right.</summary>
    public SourceWriter Indent()
    {
        _indent++;
        return this;
    }

    /// <summary>Moves the next lines back to the left.</summary>
    public SourceWriter Outdent()
    {
        _indent--;
        return this;
    }

    /// <summary>Opens a brace on a line of its own.</summary>
    public SourceWriter Open() => Line("{").Indent();

    /// <summary>Closes it.</summary>
    public SourceWriter Close() => Outdent().Line("}");

    /// <summary>A documentation comment of one line.</summary>
    public SourceWriter Summary(string text) => Write("/// <summary>").Write(text).Line("</summary>");

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();
}
