using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using NetVariants.Core.Families.Shared;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>
/// The limits that a project sets for all its networks, by MSBuild properties: <c>NetVariantsMaxParameters</c> = <c>6M</c>.
/// </summary>
internal sealed class ProjectBudgets
{
    private readonly Dictionary<string, double> _limits = [];

    /// <summary>The properties whose text is not a number, each with its text.</summary>
    public List<(string Property, string Text)> Unreadable { get; } = [];

    /// <summary>Reads the properties that the package makes visible to analyzers.</summary>
    public static ProjectBudgets Read(AnalyzerConfigOptions options)
    {
        var budgets = new ProjectBudgets();
        foreach (var limit in LimitKnob.Names)
        {
            var property = PropertyOf(limit);
            if (!options.TryGetValue("build_property." + property, out var text) || text.Trim().Length == 0)
                continue;
            if (Number(text.Trim()) is { } value)
                budgets._limits[limit] = value;
            else
                budgets.Unreadable.Add((property, text));
        }

        return budgets;
    }

    /// <summary>The property of an attribute's limit.</summary>
    public static string PropertyOf(string limit) => "NetVariants" + limit;

    /// <summary>The project's limit of that name; null where it sets none.</summary>
    public double? Limit(string name) => _limits.TryGetValue(name, out var value) ? value : null;

    /// <summary>A number above 0, with k, M, G or T for thousands, millions, and so on.</summary>
    private static double? Number(string text)
    {
        var unit = text[text.Length - 1] switch { 'k' or 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, 'T' => 1e12, _ => 1 };
        var digits = unit == 1 ? text : text.Substring(0, text.Length - 1).TrimEnd();
        return double.TryParse(
            digits.Replace("_", ""),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value)
            && value > 0 && !double.IsInfinity(value * unit)
            ? value * unit
            : null;
    }
}
