using System.Collections.Generic;
using System.Linq;
using NetVariants.Tool.Networks;

namespace NetVariants.Tool.Reading;

/// <summary>What was read of an argument.</summary>
/// <param name="Networks">The networks without errors.</param>
/// <param name="Findings">What is to be said of these and the others.</param>
internal sealed record ReadingResult(IReadOnlyList<Network> Networks, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether there is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}
