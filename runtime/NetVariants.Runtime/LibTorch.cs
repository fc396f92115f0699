using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using NetVariants.Native;
using TorchSharp;

namespace NetVariants;

/// <summary>Loads libtorch, and says what is wrong where it does not load.</summary>
public static class LibTorch
{
    private const string NativeLibraryName = "LibTorchSharp";
    private const string NotFound = "cannot open shared object file";
    private const string Advice = "Unable to load shared library";

    // What TorchSharp's own file asks of libstdc++; the build makes a copy that does not.
    private const string NeededVersion = "GLIBCXX_3.4.32";

    private static readonly Lazy<string?> s_refusal = new(FindRefusal);

    private static readonly string[] s_platforms = ["linux-x64", "osx-arm64"];

    // Besides libtorch itself: its own libgomp with a hash in the name, and what CUDA's packages bring.
    private static readonly string[] s_libtorchFiles = ["libtorch", "libc10", "libgomp-", "libshm", "libcu", "libnv", "libcaffe2"];

    /// <summary>The version of libtorch that TorchSharp is built for.</summary>
    internal static string Version => BuiltWith("LibtorchVersion");

    /// <summary>The package of libtorch for this platform's CPU.</summary>
    internal static string PackageId => $"libtorch-cpu-{Platform()}";

    /// <summary>
    /// Loads TorchSharp's native library and libtorch, turns NNPACK off, corrects oneDNN's cache sizes where the processor hides them, and
    /// turns oneDNN off where its convolutions are still wrong. TorchSharp loads its libraries by itself at its first use; its error,
    /// though, blames a missing package whatever the cause is.
    /// </summary>
    /// <exception cref="LibTorchException">They do not load; the message names the cause and the remedy.</exception>
    public static void EnsureLoaded()
    {
        // Asked first: where the loader refuses the library, TorchSharp would copy half a gigabyte next to the program and fail again.
        var refusal = s_refusal.Value;
        if (refusal is not null && (DiagnoseRefusal(refusal) ?? DiagnoseMissing(Platform(), refusal)) is { } cause)
            throw new LibTorchException(cause);
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            TorchContext.DisableNnpack();
            OneDnnCaches.Ensure();
            _ = ConvolutionCheck.Difference;
        }
        catch (Exception error)
            when (error is NotSupportedException or TypeInitializationException or DllNotFoundException or FileNotFoundException)
        {
            throw new LibTorchException(Diagnose(Platform(), refusal ?? error.GetBaseException().Message), error);
        }
    }

    /// <summary>The folder where NuGet keeps packages on this machine.</summary>
    internal static string PackageCache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Where NuGet keeps libtorch for this platform's CPU, if it is there.</summary>
    internal static string CachedPackage() => Path.Combine(PackageCache(), PackageId, Version);

    /// <summary>The cause and the remedy when the loader rejects a library; null where TorchSharp's or libtorch's is not there.</summary>
    internal static string? DiagnoseRefusal(string refusal)
    {
        // A line for each place where the loader looked, with what is wrong there:
        // "/lib/…/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by …/libLibTorchSharp.so)"
        var lines = LinesOf(refusal);
        if (lines.LastOrDefault(line => VersionIn(line) is not null) is { } old)
            return DiagnoseVersion(VersionIn(old)!, old);
        if (lines.LastOrDefault(line => line.Contains(NotFound, StringComparison.Ordinal) && !IsPackages(line)) is { } missing)
        {
            return $"TorchSharp's native library needs {FileIn(missing)}, which this system lacks: install it "
                + $"(Debian: libstdc++6, libgcc-s1). The loader says: {missing}";
        }

        return lines.LastOrDefault(line => IsPackages(line) && !line.Contains(NotFound, StringComparison.Ordinal)) is { } damaged
            ? $"libtorch does not load: reference libtorch {Version}, which TorchSharp "
                + $"{BuiltWith("TorchSharpVersion")} is built for, and restore again if the file is damaged. The loader says: {damaged}"
            : null;
    }

    /// <summary>
    /// Why TorchSharp will find no library; null where NuGet's cache has one that may load. TorchSharp looks there for scripts and
    /// notebooks; where none loads, it writes to the console that a reference is missing before it throws.
    /// </summary>
    private static string? DiagnoseMissing(string platform, string refusal) =>
        Directory.Exists(CachedPackage()) && HasNeededVersion() ? null : Diagnose(platform, refusal);

    /// <summary>Why TorchSharp finds no library that it can load on a platform.</summary>
    internal static string Diagnose(string platform, string loaderMessage)
    {
        // Of a line for each place, the one about what the library itself needs tells most.
        var lines = LinesOf(loaderMessage);
        var reason = $"The loader says: {lines.FirstOrDefault(IsLibtorchs) ?? lines.LastOrDefault()}";
        if (LimitOf(platform) is { } limit)
            return IsWindows(platform) ? $"{limit} {reason}" : limit;
        var others = platform == "linux-x64" ? "or TorchSharp-cpu (every platform's, 1 GB) or a CUDA package, " : "";
        return $"TorchSharp finds no libtorch: add the package libtorch-cpu-{platform} {Version}, {others}"
            + $"to the application's project. {reason}";
    }

    /// <summary>Why TorchSharp runs on no machine of a platform; null where it does.</summary>
    internal static string? LimitOf(string platform)
    {
        var torchSharp = $"TorchSharp {BuiltWith("TorchSharpVersion")}";
        // Whatever the packages, on x64 and arm64.
        if (IsWindows(platform))
        {
            return $"{torchSharp}'s native library does not load on Windows (https://github.com/dotnet/TorchSharp/issues/1567): "
                + "run the program on Linux x64.";
        }

        return s_platforms.Contains(platform, StringComparer.Ordinal)
            ? null
            : $"{torchSharp} has no native library for {platform}: it runs on {string.Join(" and ", s_platforms)}.";
    }

    private static bool IsWindows(string platform) => platform.StartsWith("win-", StringComparison.Ordinal);

    private static string DiagnoseVersion(string version, string line)
    {
        var remedy = version == NeededVersion
            ? "Reference the NetVariants package in the application's own project, without PrivateAssets=\"all\" on the way to it, or "
                + "from source import eng/NetVariants.props there too: its build makes a copy that loads here. "
                + "Or run where libstdc++ is GCC 13's or newer (Debian 13, Ubuntu 24.04)."
            : "TorchSharp needs a newer system: glibc 2.34 and GCC 12's libstdc++ (Debian 12, Ubuntu 22.04) or newer.";
        return $"TorchSharp's native library does not load: this system's libraries lack {version}. {remedy} The loader says: {line}";
    }

    /// <summary>Whether this system's libstdc++ is one that TorchSharp's own file loads with.</summary>
    private static bool HasNeededVersion()
    {
        const string Library = "libstdc++.so.6";
        if (!OperatingSystem.IsLinux())
            return true;
        return NativeLibrary.TryLoad(Library, out _) && LoadedLibrary.Find(Library) is { } library
            && File.ReadAllBytes(library.Path).AsSpan().IndexOf(Encoding.ASCII.GetBytes(NeededVersion)) >= 0;
    }

    private static string? VersionIn(string line)
    {
        const string Before = "version `";
        var start = line.IndexOf(Before, StringComparison.Ordinal);
        var end = line.IndexOf("' not found", StringComparison.Ordinal);
        return start >= 0 && end > start ? line[(start + Before.Length)..end] : null;
    }

    /// <summary>The loader's lines, without the advice that .NET puts before them.</summary>
    private static string[] LinesOf(string message) =>
    [
        .. message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith(Advice, StringComparison.Ordinal)),
    ];

    private static string FileIn(string line) => Path.GetFileName(line.Split(": ")[0]);

    /// <summary>Whether a line of the loader is about a file that TorchSharp's or libtorch's package brings.</summary>
    private static bool IsPackages(string line) =>
        IsLibtorchs(line) || FileIn(line).Contains(NativeLibraryName, StringComparison.Ordinal);

    private static bool IsLibtorchs(string line) => s_libtorchFiles.Any(name => FileIn(line).StartsWith(name, StringComparison.Ordinal));

    private static string BuiltWith(string version) =>
        typeof(LibTorch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == version).Value!;

    // Not the runtime identifier alone, which names the distribution where that built the runtime.
    internal static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string? FindRefusal()
    {
        if (OperatingSystem.IsWindows())
            return null;
        try
        {
            NativeLibrary.Load(NativeLibraryName, typeof(torch).Assembly, searchPath: null);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return error.Message;
        }
    }
}
