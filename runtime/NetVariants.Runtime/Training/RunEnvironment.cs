using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetVariants.Training;

/// <summary>Where and when something ran: what a reader needs to judge its times.</summary>
/// <param name="Started">When it started.</param>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The processor's architecture and the cores that the process may use.</param>
/// <param name="Framework">The .NET runtime.</param>
/// <param name="Torch">The version of libtorch.</param>
public sealed record RunEnvironment(DateTimeOffset Started, string System, string Processor, string Framework, string Torch)
{
    /// <summary>The memory that the process may use, in MiB.</summary>
    public long MemoryMib { get; init; }

    /// <summary>The CUDA devices.</summary>
    public int Devices { get; init; }

    /// <summary>The names of the NVIDIA devices in the machine, where the system reports them.</summary>
    public IReadOnlyList<string> DeviceNames { get; init; } = [];

    /// <summary>The version of TorchSharp.</summary>
    public string TorchSharp { get; init; } = "";

    /// <summary>This process, now.</summary>
    public static RunEnvironment Now() => new(
        DateTimeOffset.UtcNow,
        RuntimeInformation.OSDescription,
        $"{Model()}{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {Environment.ProcessorCount} cores",
        RuntimeInformation.FrameworkDescription,
        $"libtorch {TorchVersion()}")
    {
        MemoryMib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        Devices = torch.cuda.device_count(),
        DeviceNames = [.. NvidiaModels()],
        TorchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3),
    };

    /// <summary>As PyTorch writes it: three numbers.</summary>
    private static string TorchVersion() => Version.TryParse(torch.__version__, out var version) ? version.ToString(3) : torch.__version__;

    /// <summary>As Linux's driver lists them: TorchSharp does not.</summary>
    private static IEnumerable<string> NvidiaModels()
    {
        const string Folder = "/proc/driver/nvidia/gpus", Key = "Model:";
        if (!Directory.Exists(Folder))
            yield break;
        foreach (var file in Directory.EnumerateDirectories(Folder)
            .Order(StringComparer.Ordinal)
            .Select(device => Path.Combine(device, "information"))
            .Where(File.Exists))
        {
            if (File.ReadLines(file).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) is { } line)
                yield return line[Key.Length..].Trim();
        }
    }

    /// <summary>The processor's name with a comma behind it, where the system reports it.</summary>
    private static string Model()
    {
        const string Key = "model name";
        if (!File.Exists("/proc/cpuinfo"))
            return "";
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(candidate => candidate.StartsWith(Key, StringComparison.Ordinal));
        return line is null ? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() + ", ";
    }
}
