using System.Globalization;

namespace NetVariants.Generators.Diagnostics;

/// <summary>The message of a fault.</summary>
internal static class DiagnosticText
{
    /// <summary>What fills the message in.</summary>
    public static object[] Arguments(DiagnosticInfo fault)
    {
        object[] arguments = [.. fault.Details];
        if (fault.Id != DiagnosticIds.BadToken)
            return arguments;
        // A token is quoted; that there is none takes words.
        arguments[0] = fault.Details[0].Length == 0 ? "An empty entry" : $"'{fault.Details[0]}'";
        return [.. arguments, fault.Suggestion is { } suggestion ? $"; did you mean '{suggestion}'?" : ""];
    }

    /// <summary>Id and message, for the members of an invalid model.</summary>
    public static string WithId(DiagnosticInfo fault)
    {
        var format = Descriptors.ById[fault.Id].MessageFormat.ToString(CultureInfo.InvariantCulture);
        return fault.Id + ": " + string.Format(CultureInfo.InvariantCulture, format, Arguments(fault));
    }
}
