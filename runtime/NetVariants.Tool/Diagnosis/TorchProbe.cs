using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Tool.Native;
using NetVariants.Training;
using TorchSharp;

namespace NetVariants.Tool.Diagnosis;

/// <summary>What came of loading torch.</summary>
/// <param name="Failure">Why it does not load; null where it does.</param>
/// <param name="TorchSharp">TorchSharp's version; empty where it does not load.</param>
/// <param name="Libtorch">libtorch's version.</param>
/// <param name="Threads">The threads of torch's operators.</param>
/// <param name="CudaDevices">The CUDA devices that torch sees.</param>
/// <param name="Libraries">The native libraries that it loaded, of those that the checks are about.</param>
/// <param name="IsToDownload">Whether all that is wrong is that nothing has needed libtorch yet.</param>
internal sealed record TorchProbe(
    string? Failure,
    string TorchSharp,
    string Libtorch,
    int Threads,
    int CudaDevices,
    IReadOnlyList<string> Libraries,
    bool IsToDownload = false)
{
    private const string Maps = "/proc/self/maps";

    private static readonly string[] s_libraries = ["libLibTorchSharp", "libtorch_cpu", "libgomp", "libstdc++", "libcudart"];

    /// <summary>Torch that does not load.</summary>
    public static TorchProbe Failed(string reason) => new(reason, "", "", 0, 0, []);

    /// <summary>Loads torch into this process and computes a little.</summary>
    public static TorchProbe OfThisProcess()
    {
        if (SharedLibtorch.Missing is { } missing)
            return Failed(missing) with { IsToDownload = true };
        try
        {
            SharedLibtorch.Load();
            LibTorch.EnsureLoaded();
            return Loaded();
        }
        catch (LibTorchException error)
        {
            return Failed(error.Message);
        }
    }

    private static TorchProbe Loaded()
    {
        using (var ones = torch.ones(2, 2))
        using (var sum = ones.matmul(ones).sum())
        {
            if (sum.item<float>() is not 8f)
                return Failed("libtorch loads and computes 2×2 matrices wrongly: another processor, or another libtorch, may be right.");
        }

        var environment = RunEnvironment.Now();
        return new TorchProbe(
            null, environment.TorchSharp, environment.Torch, torch.get_num_threads(), environment.Devices, [.. LoadedLibraries()]);
    }

    private static IEnumerable<string> LoadedLibraries() =>
        (File.Exists(Maps) ? File.ReadLines(Maps) : [])
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var path ? line[path..] : "")
            .Where(path => s_libraries.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
            .Distinct();
}
