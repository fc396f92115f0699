using System.Globalization;
using System.Linq;
using NetVariants.Generators.Targets;

namespace NetVariants.Generators.Diagnostics;

/// <summary>The message of a fault.</summary>
internal static class FaultMessage
{
    /// <summary>What fills the message in.</summary>
    public static object[] Arguments(Fault fault) => [.. fault.Details];

    /// <summary>Id and message, for the members of a broken model.</summary>
    public static string WithId(Fault fault)
    {
        string format = Descriptors.ById[fault.Id].MessageFormat.ToString(CultureInfo.InvariantCulture);
        return fault.Id + ": " + string.Format(CultureInfo.InvariantCulture, format, Arguments(fault));
    }
}
