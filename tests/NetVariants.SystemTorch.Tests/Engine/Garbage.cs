using System;

namespace NetVariants.SystemTorch.Tests.Engine;

/// <summary>Frees what earlier tests dropped: its finalizers would change the process's counts of handles while a test reads them.</summary>
internal static class Garbage
{
    public static void Collect()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
