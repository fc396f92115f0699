using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetVariants.Benchmarks.Shared;

/// <summary>The most memory that this process ever had in RAM.</summary>
internal static class PeakMemory
{
    /// <summary>The peak so far, in KiB.</summary>
    public static long Kib() =>
        long.Parse(
            File.ReadLines("/proc/self/status")
                .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
}
