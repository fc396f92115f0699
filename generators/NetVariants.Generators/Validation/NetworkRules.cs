using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetVariants.Core.Compilation;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>What is to be said of a network without errors: options without effect, exceeded limits, advice.</summary>
internal static class NetworkRules
{
    /// <summary>The findings.</summary>
    /// <param name="index">The attribute's place among its target's.</param>
    /// <param name="declared">What the attribute says.</param>
    /// <param name="variant">A variant without problems, which it declares.</param>
    /// <param name="project">The project's limits.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<DiagnosticInfo> DiagnosticsOf(
        int index, DeclaredVariant declared, CompiledVariant variant, ProjectBudgets project, CancellationToken cancellation) =>
        EffectRules.DiagnosticsOf(index, declared, variant, cancellation)
            .Concat(BudgetRules.DiagnosticsOf(index, variant, project))
            .Concat(AdviceRules.DiagnosticsOf(index, variant));
}
