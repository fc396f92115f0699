namespace NetVariants.Generators.Literals;

internal enum StringKind
{
    /// <summary><c>"…"</c>, with escapes.</summary>
    Regular,

    /// <summary><c>@"…"</c></summary>
    Verbatim,

    /// <summary><c>"""…"""</c> on one line.</summary>
    Raw,

    /// <summary><c>"""…"""</c> on lines of its own, whose common indentation is not part of the value.</summary>
    RawLines,
}

/// <summary>How the text of a string token is written.</summary>
/// <param name="Kind">The kind of literal.</param>
/// <param name="IsInterpolated">The token is one of the text parts of <c>$"…{…}…"</c>.</param>
/// <param name="Indent">The indentation of a raw literal of several lines: what stands before its closing quotes.</param>
/// <param name="StartsLine">The token starts at the beginning of a line. Only the first part of an interpolated string does.</param>
internal readonly record struct StringForm(StringKind Kind, bool IsInterpolated = false, string Indent = "", bool StartsLine = true);
