using System;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

/// <summary>How many tensors are alive.</summary>
internal static class Handles
{
    /// <summary>This thread's handles that were not disposed, and the process's native references, which the garbage collector may also free.</summary>
    public static (long Managed, long Native) Count => (DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Tensor.TotalCount);

    /// <summary>The count, once what earlier tests left to the garbage collector is gone.</summary>
    public static (long Managed, long Native) Settled
    {
        get
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Count;
        }
    }
}
