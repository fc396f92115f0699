using System;
using System.Threading;

namespace NetVariants;

/// <summary>
/// Why a generated network could not compute again, in the backward pass, what it had not kept. No exception may pass through libtorch, so
/// <c>backward</c> throws libtorch's "invalid gradient", and the cause is here.
/// </summary>
public static class RecomputationFailure
{
    private static Exception? s_last;

    /// <summary>The last cause; null where there was none since <see cref="Take"/>.</summary>
    public static Exception? Last => s_last;

    /// <summary>Records a cause; generated code calls this.</summary>
    public static void Set(Exception cause) => s_last = cause;

    /// <summary>The last cause, which is then forgotten.</summary>
    public static Exception? Take() => Interlocked.Exchange(ref s_last, null);
}
