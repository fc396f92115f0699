using System.Text.Json.Serialization;

namespace NetVariants.Tool.Diagnosis;

/// <summary>How a check turned out.</summary>
internal enum CheckStatus
{
    /// <summary>As it has to be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Training may be slow or fail.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Nothing trains here.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

/// <summary>What was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Status">How it turned out.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do; null where there is nothing to do.</param>
internal sealed record Check(string Name, CheckStatus Status, string Text, string? Remedy = null);
