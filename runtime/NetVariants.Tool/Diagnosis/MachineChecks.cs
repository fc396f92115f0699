using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Tool.Diagnosis;

/// <summary>The checks of what training computes on.</summary>
internal static class MachineChecks
{
    /// <summary>How a program gets CUDA.</summary>
    public const string CudaPackage =
        "an application references TorchSharp-cuda-linux in place of libtorch-cpu-linux-x64 (from source: -p:TorchDevice=cuda); this tool "
            + "has the CPU's";

    private const string OpenMpThreads = "OMP_NUM_THREADS";
    private const long LittleMemory = 1L << 30;

    /// <summary>The devices.</summary>
    public static Check Cuda(TorchProbe torch, Machine machine)
    {
        if (torch.CudaDevices > 0)
            return new Check("CUDA", CheckStatus.Ok, torch.CudaDevices == 1 ? "1 device" : $"{torch.CudaDevices} devices");
        return machine.NvidiaDriver is { } driver
            ? new Check("CUDA", CheckStatus.Note, $"NVIDIA's driver is here ({driver}), and torch sees no device", $"{CudaPackage}.")
            : new Check("CUDA", CheckStatus.Note, "no NVIDIA driver: networks train on the CPU");
    }

    /// <summary>The threads.</summary>
    public static Check Threads(TorchProbe torch, Machine machine)
    {
        var cores = machine.AllCores > machine.Cores ? $"{machine.Cores} of {machine.AllCores} cores" : $"{machine.Cores} cores";
        var text = torch.Failure is null ? $"torch computes on {torch.Threads} threads; {cores}" : cores;
        var limit = machine.Variables.GetValueOrDefault(OpenMpThreads);
        if (limit is not null && torch.Failure is null && torch.Threads < machine.Cores)
        {
            return new Check(
                "Threads",
                CheckStatus.Warning,
                $"{text}: the environment has {OpenMpThreads}={limit}",
                $"Unset {OpenMpThreads} to use all cores.");
        }

        return machine.Cores == 1
            ? new Check("Threads", CheckStatus.Note, text, "Training and reading images share a core: allow the process more of them.")
            : new Check("Threads", CheckStatus.Ok, text);
    }

    /// <summary>The memory, with the limits of containers and services.</summary>
    public static Check Memory(Machine machine)
    {
        var text = $"{MiB(machine.FreeBytes)} free of {MiB(machine.UsableBytes)}";
        if (machine.AllBytes > machine.UsableBytes)
            text += $" that a limit leaves of the machine's {MiB(machine.AllBytes)}";
        return machine.FreeBytes >= LittleMemory
            ? new Check("Memory", CheckStatus.Ok, text)
            : new Check(
                "Memory",
                CheckStatus.Warning,
                text,
                "End other programs, raise the container's limit, or train with smaller batches: 'describe' says how large they may be.");
    }

    private static string MiB(long bytes) => $"{Format.Mebibytes(bytes, decimals: 1)} MiB";
}
