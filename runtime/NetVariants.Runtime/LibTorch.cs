using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetVariants;

/// <summary>Loads libtorch, and says what is wrong where it does not load.</summary>
public static class LibTorch
{
    private const string NativeLibraryName = "LibTorchSharp";

    /// <summary>
    /// Loads TorchSharp's native library and libtorch, turns NNPACK off, and oneDNN too where it is found to be wrong on this processor.
    /// TorchSharp loads them by itself at its first use; its error, though, blames a missing package whatever the cause is.
    /// </summary>
    /// <exception cref="LibTorchException">They do not load; the message tells the cause and what to do.</exception>
    public static void EnsureLoaded()
    {
        // Asked first: where the loader refuses the library, TorchSharp would copy half a gigabyte beside the program, to be refused again.
        var refusal = OperatingSystem.IsWindows()
            ? null
            : RefusalOf(() => NativeLibrary.Load(NativeLibraryName, typeof(torch).Assembly, searchPath: null));
        if (refusal is not null && DiagnoseRefusal(refusal) is { } cause)
            throw new LibTorchException(cause);
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            TorchContext.DisableNnpack();
            _ = ConvolutionCheck.Fault;
        }
        catch (Exception error)
            when (error is NotSupportedException or TypeInitializationException or DllNotFoundException or FileNotFoundException)
        {
            throw new LibTorchException(Diagnose(Platform(), refusal ?? error.GetBaseException().Message), error);
        }
    }

    /// <summary>The cause and the remedy when the loader rejects the library; null otherwise.</summary>
    internal static string? DiagnoseRefusal(string refusal)
    {
        // "/lib/…/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by …/libLibTorchSharp.so)"
        string? line = null, version = null;
        foreach (var candidate in refusal.Split('\n'))
        {
            var start = candidate.IndexOf("version `", StringComparison.Ordinal);
            var end = candidate.IndexOf("' not found", StringComparison.Ordinal);
            if (start >= 0 && end > start)
                (line, version) = (candidate.Trim(), candidate[(start + "version `".Length)..end]);
        }

        if (version is null)
            return null;
        var remedy = version == "GLIBCXX_3.4.32"
            ? "Reference the NetVariants package in the application's own project, without PrivateAssets=\"all\" on the way to it, or "
                + "from source "
              + "import eng/NetVariants.props there too: its build makes a copy that loads here. "
              + "Or run where libstdc++ is GCC 13's or newer (Debian 13, Ubuntu 24.04)."
            : "TorchSharp needs a newer system: glibc 2.34 and GCC 12's libstdc++ (Debian 12, Ubuntu 22.04) or newer.";
        return $"TorchSharp's native library does not load: this system's libraries lack {version}. {remedy} The loader says: {line}";
    }

    /// <summary>Why TorchSharp finds no library that it can load on a platform.</summary>
    internal static string Diagnose(string platform, string loaderMessage)
    {
        // Whatever the packages: https://github.com/dotnet/TorchSharp/issues/1567.
        if (platform == "win-x64")
            return $"TorchSharp {BuiltWith("TorchSharpVersion")}'s native library does not load on Windows (dotnet/TorchSharp issue 1567).";
        IReadOnlyDictionary<string, string> packages = new Dictionary<string, string>
        {
            ["linux-x64"] = "libtorch-cpu-linux-x64",
            ["win-arm64"] = "libtorch-cpu-win-arm64",
            ["osx-arm64"] = "libtorch-cpu-osx-arm64",
        };
        return packages.TryGetValue(platform, out var package)
            ? $"TorchSharp finds no libtorch: add the package {package} {BuiltWith("LibtorchVersion")}, "
              + $"{(platform == "linux-x64"
                  ? "or TorchSharp-cpu (every platform's, 1 GB) or a CUDA package, "
                  : "")}to the application's project. "
              + $"The loader says: {loaderMessage.Trim()}"
            : $"TorchSharp has no native library for {platform}: it runs on {string.Join(", ", packages.Keys)}.";
    }

    private static string BuiltWith(string version) =>
        typeof(LibTorch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == version).Value!;

    // Not the runtime identifier alone, which names the distribution where that built the runtime.
    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string? RefusalOf(Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return error.Message;
        }
    }
}
