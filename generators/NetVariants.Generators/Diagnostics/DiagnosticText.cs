using System.Globalization;
using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Diagnostics;

/// <summary>The message of a diagnostic.</summary>
internal static class DiagnosticText
{
    /// <summary>What fills the message in.</summary>
    public static object[] Arguments(DiagnosticInfo diagnostic)
    {
        object[] arguments = [.. diagnostic.Details];
        if (diagnostic.Id != DiagnosticIds.BadToken)
            return arguments;
        // A token is quoted; that there is none takes words.
        arguments[0] = diagnostic.Details[0].Length == 0 ? "An empty entry" : $"'{diagnostic.Details[0]}'";
        return [.. arguments, diagnostic.Suggestion is { } suggestion ? $"; did you mean '{suggestion}'?" : ""];
    }

    /// <summary>Id and message, for the members of an invalid model.</summary>
    public static string WithId(DiagnosticInfo diagnostic)
    {
        var format = Descriptors.ById[diagnostic.Id].MessageFormat.ToString(CultureInfo.InvariantCulture);
        return diagnostic.Id + ": " + string.Format(CultureInfo.InvariantCulture, format, Arguments(diagnostic));
    }
}
