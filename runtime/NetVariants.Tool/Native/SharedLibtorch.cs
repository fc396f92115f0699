using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace NetVariants.Tool.Native;

/// <summary>
/// libtorch of NuGet's cache, which the tool shares with the user's projects: half a gigabyte that its own package leaves out.
/// </summary>
internal static class SharedLibtorch
{
    // It loads the other libraries next to it; TorchSharp's finds them loaded.
    private static readonly string s_file = OperatingSystem.IsMacOS() ? "libtorch.dylib" : "libtorch.so";

    // NuGet takes a third of a second to say it.
    private static readonly Lazy<string> s_cache = new(() => FindCache() ?? LibTorch.PackageCache());

    /// <summary>What is wrong where no project has needed it yet; null where it is on this machine, or never is on its platform.</summary>
    public static string? Missing =>
        IsBundled || LibTorch.LimitOf(LibTorch.Platform()) is not null || Package() is not null
        ? null
        : $"libtorch {LibTorch.Version} is not in '{s_cache.Value}'";

    /// <summary>Loads it, after a download by NuGet where no project has needed it yet.</summary>
    /// <param name="text">Told before a download.</param>
    /// <exception cref="LibTorchException">It cannot be downloaded, or does not load; the message has the reason.</exception>
    public static void Load(TextWriter text)
    {
        if (Missing is { } missing)
        {
            text.WriteLine($"{missing}: NuGet downloads it.");
            Download();
        }

        Load();
    }

    /// <summary>Loads it where it is on this machine.</summary>
    /// <exception cref="LibTorchException">It does not load; the message has the loader's reason.</exception>
    public static void Load()
    {
        if (IsBundled || Package() is not { } package)
            return;
        try
        {
            NativeLibrary.Load(Path.Combine(package, "runtimes", LibTorch.Platform(), "native", s_file));
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new LibTorchException(
                $"libtorch of '{package}' does not load: delete that folder if a file in it is damaged, and it is downloaded again. "
                    + $"The loader says: {error.Message}",
                error);
        }
    }

    /// <summary>Whether it is next to the program, as in a build from source for CUDA.</summary>
    private static bool IsBundled => File.Exists(Path.Combine(AppContext.BaseDirectory, s_file))
        || File.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes", LibTorch.Platform(), "native", s_file));

    /// <summary>The package's folder; null where no folder of NuGet's has it.</summary>
    private static string? Package() => Folders()
        .Select(folder => Path.Combine(folder, LibTorch.PackageId, LibTorch.Version))
        .FirstOrDefault(Directory.Exists);

    /// <summary>Where NuGet looks for packages, what takes longest to find out last.</summary>
    private static IEnumerable<string> Folders()
    {
        const StringSplitOptions Names = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        yield return LibTorch.PackageCache();
        foreach (var folder in (Environment.GetEnvironmentVariable("NUGET_FALLBACK_PACKAGES") ?? "").Split(';', Names))
            yield return folder;
        yield return s_cache.Value;
    }

    /// <summary>Where NuGet puts packages, by the user's or this folder's nuget.config; null where NuGet does not say.</summary>
    private static string? FindCache()
    {
        const string Before = "global-packages:";
        try
        {
            (_, var output) = Run(["nuget", "locals", "global-packages", "--list", "--force-english-output"], Environment.CurrentDirectory);
            return output.Split('\n').Select(line => line.Trim())
                .FirstOrDefault(line => line.StartsWith(Before, StringComparison.Ordinal))?[Before.Length..].Trim();
        }
        catch (Win32Exception)
        {
            return null;
        }
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
            "restore", project, "--packages", s_cache.Value, "--verbosity", "quiet", "--nologo",
            // From the sources that are set up for the folder where the tool runs, and into the cache whatever other folders have it: one
            // without packages stands in for those.
            $"-p:RestoreRootConfigDirectory={Environment.CurrentDirectory}",
            $"-p:RestoreFallbackFolders={Path.GetDirectoryName(project)}",
        ];
        try
        {
            // The user's folder may pin another SDK.
            var (exitCode, output) = Run(arguments, Path.GetDirectoryName(project)!);
            if (exitCode != 0)
                throw Failed(output.Trim());
        }
        catch (Win32Exception error)
        {
            throw Failed(error.Message);
        }
    }

    /// <summary>Runs dotnet, and gives its exit code and all that it prints.</summary>
    /// <exception cref="Win32Exception">It does not start.</exception>
    private static (int ExitCode, string Output) Run(string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(DotnetHost.Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static LibTorchException Failed(string reason) => new(
        $"NuGet could not download {LibTorch.PackageId} {LibTorch.Version}: {reason}\n"
            + $"Where it can, 'dotnet restore' of any project that references it puts it into '{s_cache.Value}'.");
}
