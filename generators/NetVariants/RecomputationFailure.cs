using System;
using System.Threading;

namespace NetVariants;

/// <summary>
/// Why a generated network could not compute again, in the backward pass, what it had not kept. No exception may pass through libtorch, so
/// <c>backward</c> throws libtorch's "invalid gradient", and the cause is here.
/// </summary>
/// <remarks>
/// On the CPU each thread that calls <c>backward</c> has its own; on CUDA, where libtorch's threads call the network, there is one in the
/// process.
/// </remarks>
public static class RecomputationFailure
{
    [ThreadStatic]
    private static Exception? t_last;

    private static Exception? s_last;

    /// <summary>The last cause; null where there was none since <see cref="Take"/>.</summary>
    public static Exception? Last => t_last ?? s_last;

    /// <summary>Records a cause; generated code calls this.</summary>
    public static void Set(Exception cause) => t_last = s_last = cause;

    /// <summary>The last cause, which is then forgotten.</summary>
    public static Exception? Take()
    {
        var (own, any) = (t_last, Interlocked.Exchange(ref s_last, null));
        t_last = null;
        return own ?? any;
    }
}
