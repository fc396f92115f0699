using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace NetVariants.Tool.Reading;

/// <summary>A text with attributes, and the program that it is compiled as.</summary>
internal sealed class DeclarationSource
{
    private readonly string _file;
    private readonly string[] _lines;
    private readonly int _linesBefore;

    private DeclarationSource(string file, string text, string program, int linesBefore)
    {
        (_file, Program, _linesBefore) = (file, program, linesBefore);
        _lines = [.. SourceText.From(text).Lines.Select(line => line.ToString())];
    }

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <summary>Whether it is a file's.</summary>
    public bool IsFile => _file.Length > 0;

    /// <summary>What is wrong with a text in which there is no attribute.</summary>
    public string WhyEmpty => IsFile
        ? $"'{_file}' declares no network: expected a variant attribute of NetVariants on a class."
        : "The text declares no network: expected a variant attribute of NetVariants with its arguments.";

    /// <summary>A file's text, a program by itself.</summary>
    public static DeclarationSource OfFile(string path, string text) => new(path, text, text, linesBefore: 0);

    /// <summary>A text of the command line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="program">The program, which has the text in lines of its own.</param>
    /// <param name="linesBefore">The program's lines before it.</param>
    public static DeclarationSource OfCommandLine(string text, string program, int linesBefore) => new("", text, program, linesBefore);

    /// <summary>The place of a span of the program in the text; what is around the text is shown at its beginning or end.</summary>
    public SourcePlace PlaceOf(LinePositionSpan span)
    {
        var line = span.Start.Line - _linesBefore;
        if (line >= _lines.Length)
        {
            var last = Math.Max(0, Array.FindLastIndex(_lines, text => text.Trim().Length > 0));
            return new SourcePlace(_file, last + 1, _lines[last].TrimEnd().Length + 1, 1, _lines[last]);
        }

        if (line < 0)
            return new SourcePlace(_file, 1, 1, 1, _lines[0]);
        var column = span.Start.Character;
        var end = span.End.Line == span.Start.Line ? span.End.Character : _lines[line].Length;
        return new SourcePlace(_file, line + 1, column + 1, Math.Max(1, end - column), _lines[line]);
    }
}
