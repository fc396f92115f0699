using System;
using System.Runtime.InteropServices;

namespace NetVariants.Tests;

/// <summary>The C heap, in which libtorch keeps tensors on the CPU.</summary>
internal static class Heap
{
    private const int MmapThreshold = -3;
    private const int LargestThreshold = 32 << 20;

    /// <summary>Keeps all but huge blocks out of mappings of their own, whose sizes are whole pages.</summary>
    static Heap()
    {
        if (mallopt(MmapThreshold, LargestThreshold) == 0)
            throw new InvalidOperationException("The C library refuses the threshold.");
    }

    /// <summary>The bytes in use.</summary>
    public static long BytesInUse
    {
        get
        {
            var info = mallinfo2();
            return (long)info.UsedBytes + (long)info.MappedBytes;
        }
    }

    [DllImport("libc.so.6", ExactSpelling = true)]
    private static extern int mallopt(int parameter, int value);

    [DllImport("libc.so.6", ExactSpelling = true)]
    private static extern MallInfo mallinfo2();

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct MallInfo
    {
        private readonly nuint _arena, _freeBlocks, _fastBlocks, _mappings;
        public readonly nuint MappedBytes;
        private readonly nuint _usedPeak, _fastBytes;
        public readonly nuint UsedBytes;
        private readonly nuint _freeBytes, _trimmable;
    }
}
