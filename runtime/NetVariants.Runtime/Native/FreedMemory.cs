using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace NetVariants.Native;

/// <summary>
/// Lets glibc's malloc keep the memory that libtorch frees. By default malloc returns large blocks to the kernel, and a training step,
/// which takes the same blocks as the one before, waits for the kernel to clear their pages again.
/// </summary>
internal sealed unsafe class FreedMemory : IDisposable
{
    private const string Library = "libc.so.6";

    // As malloc.h numbers the settings.
    private const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3, MmapMax = -4;

    // As a threshold for trimming: none. The largest int would be one of 2 GiB.
    private const int NoTrimming = -1;

    // glibc's own number of blocks that are not in the heap.
    private const int DefaultMmapMax = 65_536;

    /// <summary>The size from which on a block is large: there are few, and kept ones leave holes that raise the peak.</summary>
    internal const int LargeBlock = 4 << 20;

    // A thread's heaps are of 64 MiB; malloc returns an empty one unless so much more is to be left at its end.
    private const int ThreadHeap = 64 << 20;

    private static readonly string[] s_settings = ["trim_threshold", "top_pad", "mmap_threshold", "mmap_max"];

    private static readonly Lazy<bool> s_isKept = new(() => !IsSetByUser(Environment.GetEnvironmentVariable) && Set());

    private FreedMemory()
    {
    }

    /// <summary>
    /// Keeps what is freed from now on, in the whole process; what is free at disposal is returned. Without glibc, or where the environment
    /// has settings of malloc's own, all stays as it is.
    /// </summary>
    /// <param name="isAsked">Whether to keep it: trimming stays off for the rest of the process.</param>
    /// <param name="withLargeBlocks">
    /// Whether to keep blocks of <see cref="LargeBlock"/> and more too, until a call says otherwise; null leaves that as it is.
    /// </param>
    public static FreedMemory? Keep(bool isAsked, bool? withLargeBlocks)
    {
        if (!isAsked || !s_isKept.Value)
            return null;
        if (withLargeBlocks is { } areKept)
            Set(MmapMax, areKept ? 0 : DefaultMmapMax);
        return new FreedMemory();
    }

    /// <summary>
    /// Returns what is free to the kernel, where it was kept: what comes next takes blocks of other sizes, which it may not fit.
    /// </summary>
    public static void Return()
    {
        if (s_isKept is { IsValueCreated: true, Value: true } && Find("malloc_trim") is var trim and not 0)
            ((delegate* unmanaged<nuint, int>)trim)(0);
    }

    public void Dispose() => Return();

    /// <summary>Whether an environment says when malloc returns memory: its variables, or glibc's tunables.</summary>
    internal static bool IsSetByUser(Func<string, string?> variable) => s_settings.Any(
        name => variable($"MALLOC_{name.ToUpperInvariant()}_") is not null
            || variable("GLIBC_TUNABLES")?.Contains($"glibc.malloc.{name}=", StringComparison.Ordinal) == true);

    private static bool Set() =>
        OperatingSystem.IsLinux() && Find("gnu_get_libc_version") != 0
        && Set(TrimThreshold, NoTrimming) & Set(TopPad, ThreadHeap) & Set(MmapThreshold, LargeBlock);

    private static bool Set(int setting, int value) =>
        Find("mallopt") is var set and not 0 && ((delegate* unmanaged<int, int, int>)set)(setting, value) != 0;

    private static nint Find(string function) =>
        NativeLibrary.TryLoad(Library, out var library) && NativeLibrary.TryGetExport(library, function, out var address) ? address : 0;
}
