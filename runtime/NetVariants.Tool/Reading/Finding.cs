using System.Text.Json.Serialization;

namespace NetVariants.Tool.Reading;

/// <summary>How grave a finding is.</summary>
internal enum Severity
{
    /// <summary>Advice.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>Probably unintended.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>There is no network.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

/// <summary>What is to be said of a declaration.</summary>
/// <param name="Id">The diagnostic's id, <c>NV2001</c> or the compiler's <c>CS0117</c>; empty for the tool's own.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">What is wrong, what was expected and what helps.</param>
/// <param name="Place">Where; null for all of the text.</param>
internal sealed record Finding(string Id, Severity Severity, string Message, SourcePlace? Place = null);

/// <summary>A token in a text.</summary>
/// <param name="File">The text's file; empty for a text of the command line.</param>
/// <param name="Line">The token's line, from 1.</param>
/// <param name="Column">Its first character in the line, from 1.</param>
/// <param name="Length">Its characters in the line, 1 or more.</param>
/// <param name="Text">The whole line.</param>
internal sealed record SourcePlace(string File, int Line, int Column, int Length, string Text);
