using System.Collections.Generic;
using NetVariants.Core.Compilation;
using NetVariants.Core.Emission;
using NetVariants.Generators.Diagnostics;

namespace NetVariants.Generators.Validation;

/// <summary>What is wrong with a target, and what is generated for it anyway.</summary>
/// <param name="Diagnostics">The errors: the analyzer reports them all.</param>
/// <param name="Type">The class to complete; null where nothing can be added to it.</param>
/// <param name="Variants">The variants to emit, valid and invalid.</param>
/// <param name="Valid">The variants without an error, each with its place among the target's attributes: those on which there may be
/// advice.</param>
internal sealed record ValidationResult(
    IReadOnlyList<DiagnosticInfo> Diagnostics,
    TargetType? Type,
    IReadOnlyList<EmittedVariant> Variants,
    IReadOnlyList<(int Index, CompiledVariant Variant)> Valid);
