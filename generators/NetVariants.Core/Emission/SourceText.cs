using System.Runtime.CompilerServices;

namespace NetVariants.Core.Emission;

/// <summary>An interpolated string of one line whose pieces go straight into a <see cref="SourceWriter"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct SourceText
{
    private readonly SourceWriter _writer;

    /// <summary>Called by the compiler.</summary>
    public SourceText(int literalLength, int formattedCount, SourceWriter writer)
    {
        _ = literalLength;
        _ = formattedCount;
        _writer = writer;
    }

    /// <summary>Writes a constant piece.</summary>
    public void AppendLiteral(string text) => _writer.Write(text);

    /// <summary>Writes a value.</summary>
    public void AppendFormatted(string text) => _writer.Write(text);

    /// <summary>Writes a number.</summary>
    public void AppendFormatted(long number) => _writer.Write(number);
}
