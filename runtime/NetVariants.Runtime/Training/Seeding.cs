using NetVariants.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Training;

internal static class Seeding
{
    /// <summary>
    /// Sets torch's random numbers on the CPU and on <paramref name="device"/> to those of <paramref name="path"/>, such as (seed, epoch,
    /// step), so that what a step draws does not depend on what was drawn before.
    /// </summary>
    public static void Seed(Device device, params System.ReadOnlySpan<long> path)
    {
        var seed = new RandomStream(path).NextSeed();
        manual_seed(seed).Dispose();
        if (device.type == DeviceType.CUDA)
            cuda.manual_seed_all(seed);
    }
}
