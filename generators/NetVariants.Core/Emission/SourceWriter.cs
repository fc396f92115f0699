using System;
using System.Runtime.CompilerServices;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes indented text with <c>\n</c> line ends, independent of culture.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;
    private const int LongestLine = 140;

    private const int InitialCapacity = 16384;

    private static readonly string s_blanks = new(' ', 128);

    // A file's text is built up in memory that the thread keeps for the next one; of a huge file it keeps none.
    [ThreadStatic]
    private static char[]? t_spare;

    private char[] _text;
    private int _length;
    private int _lineStart;
    private int _indent;
    private bool _isLineStart = true;

    /// <summary>Starts an empty text.</summary>
    /// <param name="nullableSyntax">Whether reference types may carry <c>?</c>.</param>
    /// <param name="torch">TorchSharp's names where the text stands.</param>
    public SourceWriter(bool nullableSyntax, TorchNames torch)
    {
        NullableSyntax = nullableSyntax;
        Torch = torch;
        _text = t_spare ?? new char[InitialCapacity];
        t_spare = null;
    }

    /// <summary>Whether reference types may carry <c>?</c>.</summary>
    public bool NullableSyntax { get; }

    /// <summary>TorchSharp's names where the text stands.</summary>
    public TorchNames Torch { get; }

    /// <summary>How many characters a line takes besides its indentation.</summary>
    public int Room => LongestLine - (_indent * IndentSize);

    /// <summary>What follows a reference type that may be null.</summary>
    public string Nullable => NullableSyntax ? "?" : "";

    /// <summary>What follows an expression that may be null, where that is known not to be.</summary>
    public string NullForgiving => NullableSyntax ? "!" : "";

    /// <summary>Writes within the line.</summary>
    public SourceWriter Write(string text) => Write(text, 0, text.Length);

    /// <summary>Writes a part of a text within the line.</summary>
    public SourceWriter Write(string text, int start, int length)
    {
        if (length == 0)
            return this;
        if (_isLineStart)
        {
            _isLineStart = false;
            Spaces(_indent * IndentSize);
        }

        Reserve(length);
        text.CopyTo(start, _text, _length, length);
        _length += length;
        return this;
    }

    /// <summary>Writes a number within the line.</summary>
    public SourceWriter Write(long number) => Write(Format.Integer(number));

    /// <summary>Writes an interpolated text within the line.</summary>
    public SourceWriter Write([InterpolatedStringHandlerArgument("")] SourceText text)
    {
        _ = text;
        return this;
    }

    /// <summary>Writes within the line, filled up with spaces to a width.</summary>
    public SourceWriter Padded(string text, int width)
    {
        Write(text);
        Spaces(width - text.Length);
        return this;
    }

    /// <summary>Whether the line takes some more characters.</summary>
    public bool Fits(int length) => _length - _lineStart + length <= LongestLine;

    /// <summary>Parts an item of a list from the one before it, on a new line where this one would become too long.</summary>
    /// <param name="length">The item's length.</param>
    public SourceWriter Comma(int length)
    {
        const int Around = 6; // ", " before it and up to ")));" behind the last one
        return Fits(length + Around) ? Write(", ") : Write(",").Line();
    }

    /// <summary>
    /// Writes code without literals within the line, which a semicolon may end; where that would become too long, it continues below after
    /// a comma.
    /// </summary>
    public SourceWriter Code(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf(", ", start, StringComparison.Ordinal) is >= 0 and var comma ? comma + 1 : text.Length;
            if (start > 0 && !Fits(end - start + 1))
                Line().Indent().Write(text, start + 1, end - start - 1).Outdent();
            else
                Write(text, start, end - start);
        }

        return this;
    }

    /// <summary>Ends the line, after some text.</summary>
    public SourceWriter Line(string text) => Write(text).Line();

    /// <summary>Ends the line, after an interpolated text.</summary>
    public SourceWriter Line([InterpolatedStringHandlerArgument("")] SourceText text)
    {
        _ = text;
        return Line();
    }

    /// <summary>Writes whole lines.</summary>
    public SourceWriter Lines(string text)
    {
        new SourceLines(text.Length, 0, this).AppendLiteral(text);
        return Line();
    }

    /// <summary>Writes whole lines of an interpolated text.</summary>
    public SourceWriter Lines([InterpolatedStringHandlerArgument("")] SourceLines lines)
    {
        _ = lines;
        return Line();
    }

    /// <summary>Ends the line.</summary>
    public SourceWriter Line()
    {
        Reserve(1);
        _text[_length++] = '\n';
        _lineStart = _length;
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

    /// <summary>A documentation comment: of one line, or of several where that would be too long.</summary>
    public SourceWriter Summary(string text)
    {
        const string Start = "/// <summary>", End = "</summary>";
        return Start.Length + text.Length + End.Length <= Room
            ? Line($"{Start}{text}{End}")
            : Line(Start).Comment(text).Line("/// </summary>");
    }

    /// <summary>Lines of a documentation comment, which end after a semicolon where they can, else between words.</summary>
    public SourceWriter Comment(string text)
    {
        const string Start = "/// ";
        var most = Room - Start.Length;
        foreach (var piece in LineBreaks.OfSentences(text, most))
            Write(Start).Line(piece.TrimEnd());
        return this;
    }

    /// <summary>
    /// A blank and a string literal; what would make the line too long is a sum of literals on lines of their own below.
    /// </summary>
    /// <param name="text">The literal's value.</param>
    /// <param name="end">What ends the line.</param>
    /// <param name="isAdded">Whether the line holds the sum's first text.</param>
    public SourceWriter Literal(string text, string end, bool isAdded = false)
    {
        const string Plus = "+ ";
        var literal = CSharpLiteral.Quote(text);
        var before = isAdded ? " " + Plus : " ";
        if (Fits(before.Length + literal.Length + end.Length))
            return Write(before).Write(literal).Line(end);
        Line().Indent();
        var pieces = LineBreaks.OfLiteral(text, Room - Plus.Length - end.Length);
        for (var i = 0; i < pieces.Count; i++)
        {
            Write(i == 0 && !isAdded ? "" : Plus).Write(CSharpLiteral.Quote(pieces[i]));
            Line(i == pieces.Count - 1 ? end : "");
        }

        return Outdent();
    }

    /// <summary>A writer with the same settings and indentation.</summary>
    public SourceWriter Scratch() => new(NullableSyntax, Torch) { _indent = _indent };

    /// <summary>Returns the text and clears the writer.</summary>
    public string Take()
    {
        var text = new string(_text, 0, _length);
        _length = _lineStart = 0;
        return text;
    }

    /// <summary>The whole text; nothing can be written after it.</summary>
    public string Finish()
    {
        var text = Take();
        if (_text.Length <= 2 * InitialCapacity)
            t_spare = _text;
        return text;
    }

    private void Spaces(int count)
    {
        Reserve(count);
        for (; count > 0; count -= s_blanks.Length)
        {
            var length = Math.Min(count, s_blanks.Length);
            s_blanks.CopyTo(0, _text, _length, length);
            _length += length;
        }
    }

    private void Reserve(int count)
    {
        if (_length + count > _text.Length)
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + count));
    }
}
