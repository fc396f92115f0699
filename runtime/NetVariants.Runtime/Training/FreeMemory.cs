using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetVariants.Training;

/// <summary>
/// How much more memory this process can have: the least of what the machine has left, what the control groups of a container or a service
/// leave, and what limits of the process (<c>ulimit</c>) leave.
/// </summary>
internal static class FreeMemory
{
    private const string Groups = "sys/fs/cgroup";

    /// <summary>The free memory in bytes.</summary>
    public static long Bytes() => OperatingSystem.IsLinux() ? ReadLinux("/") : FromGarbageCollector();

    /// <summary>The free memory in bytes, from the files below <paramref name="root"/> that Linux shows below <c>/</c>.</summary>
    public static long ReadLinux(string root)
    {
        var self = Path.Combine(root, "proc/self");
        var machine = ValueOf(Path.Combine(root, "proc/meminfo"), "MemAvailable:") * 1024;
        return Math.Max(0, LeftByGroups(root, self).Concat(LeftByLimits(self)).Append(machine ?? FromGarbageCollector()).Min());
    }

    private static long FromGarbageCollector()
    {
        var memory = GC.GetGCMemoryInfo();
        return Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
    }

    /// <summary>
    /// What each control group above the process leaves, with the page cache that it gives back first. In a container the path may be the
    /// host's, of which only the root is there.
    /// </summary>
    private static IEnumerable<long> LeftByGroups(string root, string self)
    {
        foreach (var line in Lines(Path.Combine(self, "cgroup")))
        {
            if (line.Split(':', 3) is not [_, var controllers, var path])
                continue;
            var isFirstVersion = controllers.Split(',').Contains("memory", StringComparer.Ordinal);
            if (!isFirstVersion && controllers.Length > 0)
                continue;
            var mount = Path.Combine(root, Groups, isFirstVersion ? "memory" : "");
            foreach (var folder in Upwards(mount, path))
            {
                var limit = isFirstVersion
                    ? NumberIn(folder, "memory.limit_in_bytes")
                    : Least(NumberIn(folder, "memory.max"), NumberIn(folder, "memory.high"));
                var used = NumberIn(folder, isFirstVersion ? "memory.usage_in_bytes" : "memory.current");
                var unused = ValueOf(Path.Combine(folder, "memory.stat"), isFirstVersion ? "total_inactive_file" : "inactive_file");
                if (limit is not null && used is not null)
                    yield return limit.Value - used.Value + (unused ?? 0);
            }
        }
    }

    private static IEnumerable<long> LeftByLimits(string self)
    {
        var status = Path.Combine(self, "status");
        foreach (var (limit, used) in new[] { ("Max address space", "VmSize:"), ("Max data size", "VmData:") })
        {
            if (ValueOf(Path.Combine(self, "limits"), limit) is { } bytes && ValueOf(status, used) is { } kibibytes)
                yield return bytes - (kibibytes * 1024);
        }
    }

    private static IEnumerable<string> Upwards(string mount, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var count = parts.Length; count >= 0; count--)
            yield return Path.Combine([mount, .. parts[..count]]);
    }

    private static long? Least(long? first, long? second) => first < second ? first : second ?? first;

    private static long? NumberIn(string folder, string file) =>
        Lines(Path.Combine(folder, file)).FirstOrDefault() is { } line ? Number(line) : null;

    /// <summary>The first number behind a name in a file of lines; null where there is none, such as <c>unlimited</c>.</summary>
    private static long? ValueOf(string file, string name) =>
        Lines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? Number(line[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault())
            : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
