using System;
using System.ComponentModel;
using System.Threading;

namespace NetVariants;

/// <summary>
/// Why a backward pass could not compute again what the forward pass had not kept. No exception may pass through libtorch: <c>backward</c>
/// throws libtorch's "invalid gradient", and the cause is here.
/// </summary>
public static class RecomputationFailure
{
    [ThreadStatic]
    private static Exception? t_cause;

    private static Exception? s_cause;

    /// <summary>
    /// The cause of the last failure, which is then forgotten; null without one. Call it in the <c>catch</c> of a <c>backward</c>.
    /// </summary>
    /// <remarks>
    /// Each thread finds that of its own backward passes on the CPU; on CUDA, where libtorch's threads compute, there is one for all.
    /// </remarks>
    public static Exception? Take()
    {
        var cause = t_cause ?? Interlocked.Exchange(ref s_cause, null);
        t_cause = null;
        return cause;
    }

    /// <summary>Records a cause; generated code calls this.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="isOfThisThread">Whether this thread has called <c>backward</c>, as on the CPU.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Set(Exception cause, bool isOfThisThread)
    {
        if (isOfThisThread)
            t_cause = cause;
        else
            s_cause = cause;
    }
}
