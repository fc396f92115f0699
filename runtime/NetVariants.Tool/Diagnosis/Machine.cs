using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using NetVariants.Native;
using NetVariants.Training;

namespace NetVariants.Tool.Diagnosis;

/// <summary>What the checks know of a machine, torch aside.</summary>
internal sealed partial record Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string MemoryFile = "/proc/meminfo";
    private const string DriverFile = "/proc/driver/nvidia/version";
    private const string StandardLibrary = "libstdc++.so.6";

    /// <summary>This one, now.</summary>
    public static Machine Current => new()
    {
        Platform = LibTorch.Platform(),
        SystemName = RuntimeInformation.OSDescription,
        Framework = RuntimeInformation.FrameworkDescription,
        Cores = Environment.ProcessorCount,
        AllCores = LinesOf(ProcessorFile).Count(line => line.StartsWith("processor", StringComparison.Ordinal)),
        FreeBytes = FreeMemory.Bytes(),
        UsableBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        AllBytes = MemoryTotal(),
        StandardCppLibrary = OperatingSystem.IsLinux() && NativeLibrary.TryLoad(StandardLibrary, out _)
            ? LoadedLibrary.Find(StandardLibrary)?.Path
            : null,
        NvidiaDriver = LinesOf(DriverFile).FirstOrDefault(),
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
    };

    /// <summary>The platform: <c>linux-x64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The operating system.</summary>
    public required string SystemName { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Framework { get; init; }

    /// <summary>The cores that this process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>The machine's cores; 0 where that is not known.</summary>
    public required int AllCores { get; init; }

    /// <summary>The memory that a process can have now, limits of containers included.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>The memory that a process may use, limits of containers included.</summary>
    public required long UsableBytes { get; init; }

    /// <summary>The machine's memory; 0 where that is not known.</summary>
    public required long AllBytes { get; init; }

    /// <summary>The file of the C++ library; null where there is none, or where it does not matter.</summary>
    public required string? StandardCppLibrary { get; init; }

    /// <summary>What NVIDIA's driver says of itself; null where there is none.</summary>
    public required string? NvidiaDriver { get; init; }

    /// <summary>The environment.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The highest symbol version of the C++ library: 30 of <c>GLIBCXX_3.4.30</c>; 0 where there is none.</summary>
    public int CppVersion => StandardCppLibrary is { } file && File.Exists(file)
        ? SymbolVersion().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(file)))
            .Select(match => int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max()
        : 0;

    private static long MemoryTotal() =>
        LinesOf(MemoryFile).FirstOrDefault(line => line.StartsWith("MemTotal:", StringComparison.Ordinal)) is { } line
        && Digits().Match(line) is { Success: true } match
            ? long.Parse(match.Value, CultureInfo.InvariantCulture) * 1024
            : 0;

    private static string[] LinesOf(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];

    [GeneratedRegex(@"GLIBCXX_3\.4\.(?<version>[0-9]{1,3})", RegexOptions.ExplicitCapture)]
    private static partial Regex SymbolVersion();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
