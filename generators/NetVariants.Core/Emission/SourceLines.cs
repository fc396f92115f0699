using System.Runtime.CompilerServices;

namespace NetVariants.Core.Emission;

/// <summary>
/// An interpolated string of several lines whose pieces go straight into a <see cref="SourceWriter"/>; its values are of one line.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct SourceLines
{
    private readonly SourceWriter _writer;

    /// <summary>Called by the compiler.</summary>
    public SourceLines(int literalLength, int formattedCount, SourceWriter writer)
    {
        _ = literalLength;
        _ = formattedCount;
        _writer = writer;
    }

    /// <summary>Writes a constant piece, which may have several lines.</summary>
    public void AppendLiteral(string text)
    {
        var start = 0;
        for (int end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
            _writer.Write(text, start, end - start).Line();
        _writer.Write(text, start, text.Length - start);
    }

    /// <summary>Writes a value.</summary>
    public void AppendFormatted(string text) => _writer.Write(text);

    /// <summary>Writes a number.</summary>
    public void AppendFormatted(long number) => _writer.Write(number);
}
