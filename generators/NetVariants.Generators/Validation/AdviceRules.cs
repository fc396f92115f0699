using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>
/// Advice on valid declarations that are often unintended. Suggestions of an editor: a build does not show them, and .editorconfig turns
/// them off or up.
/// </summary>
internal static class AdviceRules
{
    private const double LargeShare = 2.0 / 3;
    private const long LargeNetwork = 1_000_000;

    private static readonly Regex s_depth = new(
        $@"^({string.Join("|", FamilyTable.Families.SelectMany(family => family.NamePrefixes).Select(NamePattern))})[_-]?(?<depth>\d+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>The advice on a network.</summary>
    /// <param name="index">The attribute's place among its target's.</param>
    /// <param name="variant">A variant without problems.</param>
    public static IEnumerable<DiagnosticInfo> DiagnosticsOf(int index, CompiledVariant variant)
    {
        var net = variant.Net!;
        if (net.ParameterCount >= LargeNetwork)
        {
            foreach (var row in LayerTable.Rows(net).Where(row => row.ParameterCount >= LargeShare * net.ParameterCount))
            {
                var share = (100.0 * row.ParameterCount / net.ParameterCount).ToString("0", CultureInfo.InvariantCulture);
                yield return new DiagnosticInfo(
                    DiagnosticIds.HeavyLayer,
                    new DiagnosticTarget.Argument(index, Problem.NameArgument),
                    EquatableArray<string>.Of(share, row.Path, row.Operation));
            }
        }

        foreach (var node in net.Graph.Nodes.Where(
            node => IsPool(node.Op) && node.Origin.Length > 0 && node.Inputs[0] is >= 0 and var source
                && IsPool(net.Graph.Nodes[source].Op)))
            yield return new DiagnosticInfo(
                DiagnosticIds.PoolAfterPool,
                new DiagnosticTarget.Argument(index, Problem.LayersArgument, node.Origin.Start, node.Origin.Length),
                EquatableArray<string>.Of(node.Path));

        var depth = s_depth.Match(variant.Declaration.Name!);
        if (depth.Success && int.TryParse(depth.Groups["depth"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            && said != net.LayerCount)
        {
            yield return new DiagnosticInfo(
                DiagnosticIds.MisleadingName,
                new DiagnosticTarget.Argument(index, Problem.NameArgument),
                EquatableArray<string>.Of(
                    variant.Declaration.Name!,
                    said.ToString(CultureInfo.InvariantCulture),
                    net.LayerCount.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static bool IsPool(Op op) => op is MaxPool2d or AvgPool2d;

    /// <summary>A prefix as a pattern, its parts with or without a separator.</summary>
    private static string NamePattern(string prefix) => Regex.Escape(prefix).Replace("_", "[_-]?");
}
