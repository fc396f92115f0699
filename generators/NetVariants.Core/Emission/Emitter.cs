using System;
using System.Threading;

namespace NetVariants.Core.Emission;

/// <summary>From compiled variants to the C# text that completes the user's class.</summary>
public static class Emitter
{
    /// <summary>
    /// The whole file. A model (<see cref="TargetType.IsStatic"/> false) takes exactly one variant, a zoo any number.
    /// </summary>
    /// <exception cref="ArgumentException">A model with none or several variants.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static string Emit(TargetType target, EquatableArray<EmittedVariant> variants, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
