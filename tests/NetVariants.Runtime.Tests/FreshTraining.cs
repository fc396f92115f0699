using System.Globalization;
using NetVariants.Tests;

namespace NetVariants.Runtime.Tests;

/// <summary>A training in a process of its own (tests/FreshTraining), for which malloc is as the system has it.</summary>
/// <param name="PageFaults">How many pages the process waited for in a step.</param>
/// <param name="Loss">The loss at the end.</param>
internal sealed record FreshTraining(long PageFaults, double Loss)
{
    /// <summary>Trains.</summary>
    /// <param name="isKept"><c>TrainerOptions.KeepFreedMemory</c>.</param>
    /// <param name="withLargeBlocks"><c>TrainerOptions.KeepLargeBlocks</c>.</param>
    /// <param name="batchSize">Images a step, each of which has maps of up to 128 KiB.</param>
    /// <param name="environment">What its environment has besides this one's.</param>
    public static FreshTraining Run(
        bool isKept, bool withLargeBlocks = false, int batchSize = 16, params (string Name, string Value)[] environment)
    {
        var program = $"{TestProgram.PathOf("FreshTraining")} {isKept} {withLargeBlocks} {batchSize}";
        var output = Command.Run("dotnet", program, environment: environment).Split();
        return new FreshTraining(
            long.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture));
    }
}
