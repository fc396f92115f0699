using System;
using System.Globalization;
using static TorchSharp.torch;

namespace NetVariants.Training;

/// <summary>Chooses the device that a training runs on.</summary>
public static class Devices
{
    /// <summary>CUDA where there is one, else the CPU.</summary>
    public const string Auto = "auto";

    private const string Cuda = "cuda";

    /// <summary>Finds the device that <paramref name="name"/> means on this machine.</summary>
    /// <param name="name"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:INDEX</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name is not one of these.</exception>
    /// <exception cref="InvalidOperationException">CUDA was asked for and there is none, or no device of that index.</exception>
    /// <exception cref="LibTorchException">libtorch does not load.</exception>
    public static Device Choose(string name)
    {
        Checked(name);
        LibTorch.EnsureLoaded();
        if (name == "cpu")
            return CPU;
        var any = cuda.is_available();
        if (name == Auto)
            return any ? device(Cuda, 0) : CPU;
        if (!any)
            throw new InvalidOperationException($"Device '{name}' was asked for, but torch finds no CUDA device here: use cpu or {Auto}.");
        var index = IndexOf(name);
        return index < cuda.device_count()
            ? device(Cuda, index)
            : throw new InvalidOperationException(
                $"Device '{name}' was asked for, but there are {cuda.device_count()} CUDA devices here, counted from 0.");
    }

    /// <summary>The name itself, if it is one that <see cref="Choose"/> understands.</summary>
    internal static string Checked(string name) =>
        name is Auto or "cpu" || IndexOf(name) >= 0
            ? name
            : throw new ArgumentOutOfRangeException(nameof(name), name, $"Device has to be {Auto}, cpu, {Cuda} or {Cuda}:INDEX.");

    private static int IndexOf(string name) =>
        name == Cuda ? 0
        : name.StartsWith(Cuda + ":", StringComparison.Ordinal)
          && int.TryParse(name.AsSpan(Cuda.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : -1;
}
