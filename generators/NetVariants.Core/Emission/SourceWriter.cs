using System;
using System.Text;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes indented text with <c>\n</c> line ends, independent of culture.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private const int UsualLength = 16384;

    // A file's text is built up in memory that the thread keeps for the next one; of a huge file it keeps none.
    [ThreadStatic]
    private static StringBuilder? t_spare;

    private readonly StringBuilder _text;
    private int _indent;
    private bool _isLineStart = true;

    /// <summary>Starts an empty text.</summary>
    /// <param name="nullableSyntax">Whether reference types may carry <c>?</c>.</param>
    public SourceWriter(bool nullableSyntax)
    {
        NullableSyntax = nullableSyntax;
        _text = t_spare ?? new StringBuilder(UsualLength);
        t_spare = null;
    }

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
    public SourceWriter Write(long number) => Write(Format.Integer(number));

    /// <summary>Writes within the line, filled up with spaces to a width.</summary>
    public SourceWriter Padded(string text, int width)
    {
        Write(text);
        _text.Append(' ', width - text.Length);
        return this;
    }

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

    /// <summary>The whole text; nothing can be written after it.</summary>
    public string Finish()
    {
        var text = _text.ToString();
        if (_text.Capacity <= 2 * UsualLength)
        {
            _text.Clear();
            t_spare = _text;
        }

        return text;
    }
}
