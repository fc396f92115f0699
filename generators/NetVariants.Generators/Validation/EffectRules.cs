using System.Collections.Generic;
using System.Threading;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>
/// Finds options without which the network is the same. To know that takes another network for each option, so the analyzer alone asks.
/// </summary>
internal static class EffectRules
{
    /// <summary>The options of a variant that change nothing.</summary>
    /// <param name="index">The attribute's place among its target's.</param>
    /// <param name="declared">What the attribute says.</param>
    /// <param name="variant">A variant without problems, which it declares.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<DiagnosticInfo> DiagnosticsOf(
        int index, DeclaredVariant declared, CompiledVariant variant, CancellationToken cancellation)
    {
        var bases = declared.Base?.Declarations ?? default;
        foreach (var (spec, value) in OptionEffects.WithoutEffect(declared.Declaration, bases, variant.Net!, cancellation))
        {
            yield return new DiagnosticInfo(
                DiagnosticIds.NoEffect,
                new DiagnosticTarget.Argument(index, spec.Name),
                EquatableArray<string>.Of(spec.Name + " = " + spec.Print(value)),
                Suggestion: "");
        }
    }
}
