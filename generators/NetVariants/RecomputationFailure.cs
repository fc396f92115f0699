using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NetVariants;

/// <summary>
/// Why a backward pass could not compute again what the forward pass had not kept. No exception may pass through libtorch: <c>backward</c>
/// throws libtorch's "invalid gradient", and the cause is here.
/// </summary>
public static class RecomputationFailure
{
    [ThreadStatic]
    private static StrongBox<Exception?>? t_cause;

    /// <summary>Where this thread finds the cause; generated code and NetVariants.Runtime write it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StrongBox<Exception?> OfThisThread => t_cause ??= new StrongBox<Exception?>();

    /// <summary>
    /// The cause of the last failure, which is then forgotten; null without one. Call it in the <c>catch</c> of a <c>backward</c>.
    /// </summary>
    /// <remarks>
    /// Each thread finds that of the backward passes that it calls; on CUDA, where threads of libtorch compute, that of the forward passes.
    /// </remarks>
    public static Exception? Take() => Interlocked.Exchange(ref OfThisThread.Value, null);
}
