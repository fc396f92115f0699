using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace NetVariants.Tool.Diagnosis;

/// <summary>What <c>doctor</c> found.</summary>
/// <param name="Checks">What was looked at.</param>
/// <param name="KnownLimits">Where TorchSharp does not run, whatever the machine.</param>
internal sealed record DoctorReport(IReadOnlyList<Check> Checks, IReadOnlyList<string> KnownLimits)
{
    private static readonly string[] s_limited = ["win-x64", "linux-arm64", "linux-musl-x64"];

    /// <summary>Whether nothing trains here.</summary>
    [JsonIgnore]
    public bool HasErrors => Checks.Any(check => check.Status == CheckStatus.Error);

    /// <summary>Looks over a machine.</summary>
    /// <param name="torch">What came of loading torch on it.</param>
    /// <param name="machine">The machine.</param>
    public static DoctorReport From(TorchProbe torch, Machine machine) => new(
        [
            TorchChecks.Platform(machine),
            TorchChecks.Loads(torch, machine),
            TorchChecks.CppLibrary(machine),
            TorchChecks.OpenMp(torch, machine),
            MachineChecks.Cuda(torch, machine),
            MachineChecks.Threads(torch, machine),
            MachineChecks.Memory(machine),
        ],
        [.. s_limited.Select(LibTorch.LimitOf).OfType<string>(), $"CUDA: {MachineChecks.CudaPackage}."]);
}
