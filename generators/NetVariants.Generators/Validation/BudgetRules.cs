using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>Holds networks to their limits: the attribute's own, or the project's.</summary>
internal static class BudgetRules
{
    /// <summary>The limits that a network exceeds.</summary>
    /// <param name="index">The attribute's place among its target's.</param>
    /// <param name="variant">A variant without problems.</param>
    /// <param name="project">The project's limits.</param>
    public static IEnumerable<DiagnosticInfo> DiagnosticsOf(int index, CompiledVariant variant, ProjectBudgets project)
    {
        var net = variant.Net!;
        List<LayerRow> rows = [.. LayerTable.Rows(net)];
        if (Exceeded(
            DiagnosticIds.TooManyParameters,
            LimitKnob.Parameters,
            net.ParameterCount,
            "N0",
            Largest(rows, row => row.ParameterCount, "N0")) is { } parameters)
            yield return parameters;
        if (Exceeded(DiagnosticIds.TooManyMacs, LimitKnob.Macs, net.Macs, "N0", Largest(rows, row => row.Macs, "N0")) is { } macs)
            yield return macs;
        if (Exceeded(
            DiagnosticIds.TooMuchActivation,
            LimitKnob.ActivationMiB,
            Format.Mebibytes(net.ActivationBytes),
            "N2",
            Largest(rows, row => Format.Mebibytes(row.Output.Bytes), "N2")) is { } activation)
            yield return activation;

        DiagnosticInfo? Exceeded(string id, string limit, double actual, string format, (string Path, string Share) largest)
        {
            var own = Own(variant.Declaration, limit);
            if ((own ?? project.Limit(limit)) is not { } most || actual <= most)
                return null;
            return new DiagnosticInfo(
                id,
                new DiagnosticTarget.Argument(index, own is null ? Problem.NameArgument : limit),
                EquatableArray<string>.Of(
                    variant.Declaration.Name!,
                    Text(actual, format),
                    Format.Change(actual - most, most),
                    Text(most, format),
                    own is null ? ProjectBudgets.PropertyOf(limit) : limit,
                    largest.Path,
                    largest.Share));
        }
    }

    private static double? Own(VariantDeclaration declaration, string limit) =>
        declaration.Knobs.LastOrDefault(knob => knob.Name == limit)?.Value switch
        {
            0L or 0.0 => double.PositiveInfinity,
            long count => count,
            double size => size,
            _ => null,
        };

    private static (string Path, string Share) Largest(List<LayerRow> rows, System.Func<LayerRow, double> figure, string format)
    {
        var largest = rows.OrderByDescending(figure).First();
        return (largest.Path.Length == 0 ? largest.Operation : largest.Path, Text(figure(largest), format));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
