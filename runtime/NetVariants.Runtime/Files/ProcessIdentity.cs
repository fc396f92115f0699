using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace NetVariants.Files;

/// <summary>What tells a process from a later one that got the same number.</summary>
internal static class ProcessIdentity
{
    // In /proc/PID/stat, counted from behind the program's name, which may hold anything.
    private const int State = 0;
    private const int Started = 19;

    /// <summary>Whether the process of this number is the one of this identity.</summary>
    public static bool IsAlive(int process, string identity) => Find(process) == identity;

    /// <summary>The identity of a process; null where there is none of this number, or it has ended.</summary>
    public static string? Find(int process) => OperatingSystem.IsLinux() ? FromLinux(process) : FromStart(process);

    /// <summary>The boot, and the tick since then: unlike a time of day neither changes when the clock is set.</summary>
    private static string? FromLinux(int process)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[State] is "Z" or "X" ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {fields[Started]}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? FromStart(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
