using System;
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
    /// <summary>This process, now.</summary>
    public static RunEnvironment Now() => new(
        DateTimeOffset.UtcNow,
        RuntimeInformation.OSDescription,
        $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {Environment.ProcessorCount} cores",
        RuntimeInformation.FrameworkDescription,
        $"libtorch {torch.__version__}");
}
