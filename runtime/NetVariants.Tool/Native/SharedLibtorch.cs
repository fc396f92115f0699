using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetVariants.Tool.Native;

/// <summary>
/// libtorch of NuGet's cache, which the tool shares with the user's projects: half a gigabyte that its own package leaves out.
/// </summary>
internal static class SharedLibtorch
{
    // It loads the other libraries next to it; TorchSharp's finds them loaded.
    private const string Library = "libtorch";

    /// <summary>Loads it, after a download by NuGet where no project has needed it yet.</summary>
    /// <param name="text">Told before a download.</param>
    /// <exception cref="LibTorchException">It cannot be downloaded; the message has NuGet's reason.</exception>
    public static void Load(TextWriter text)
    {
        if (TryLoad() || LibTorch.LimitOf(LibTorch.Platform()) is not null)
            return;
        text.WriteLine($"libtorch {LibTorch.Version} is not in '{LibTorch.PackageCache()}': NuGet downloads it (130 MB).");
        Download();
        TryLoad();
    }

    /// <summary>Loads it where it is on this machine.</summary>
    public static bool TryLoad()
    {
        // A build for CUDA has its own.
        if (NativeLibrary.TryLoad(Library, typeof(torch).Assembly, searchPath: null, out _))
            return true;
        var file = Library + (OperatingSystem.IsMacOS() ? ".dylib" : ".so");
        return NativeLibrary.TryLoad(
            Path.Combine(LibTorch.CachedPackage(), "runtimes", LibTorch.Platform(), "native", file), out _);
    }

    private static void Download()
    {
        var folder = Directory.CreateTempSubdirectory("netvariants-");
        try
        {
            var project = Path.Combine(folder.FullName, "libtorch.csproj");
            File.WriteAllText(project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageDownload Include="{LibTorch.PackageId}" Version="[{LibTorch.Version}]" />
                  </ItemGroup>
                </Project>
                """);
            Restore(project);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Restore(string project)
    {
        string[] arguments =
        [
            "restore", project, "--packages", LibTorch.PackageCache(), "--verbosity", "quiet", "--nologo",
            // From the sources that are set up for the folder where the tool runs; an empty folder stands in for the fallback folders, of
            // which the tool knows nothing.
            $"-p:RestoreRootConfigDirectory={Environment.CurrentDirectory}",
            $"-p:RestoreFallbackFolders={Path.GetDirectoryName(project)}",
        ];
        var start = new ProcessStartInfo(DotnetHost.Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw Failed((output + errors.Result).Trim());
        }
        catch (Win32Exception error)
        {
            throw Failed(error.Message);
        }
    }

    private static LibTorchException Failed(string reason) => new(
        $"NuGet could not download {LibTorch.PackageId} {LibTorch.Version}: {reason}\n"
            + $"Where it can, 'dotnet restore' of any project that references it puts it into '{LibTorch.PackageCache()}'.");
}
