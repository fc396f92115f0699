using System;
using System.Threading;

namespace NetVariants.Core;

/// <summary>The front door: from a declaration to a network with shapes and counts, or to its faults.</summary>
public static class VariantCompiler
{
    /// <summary>Compiles one declaration. A pure function: equal declarations give equal results.</summary>
    /// <exception cref="ArgumentException">The attribute is none of <see cref="Families.FamilyTable"/>'s.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CompiledVariant Compile(VariantDeclaration declaration, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
