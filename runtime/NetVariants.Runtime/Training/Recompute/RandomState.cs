using System;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Training.Recompute;

/// <summary>Where torch's random numbers are, to draw the same ones again.</summary>
internal sealed class RandomState : IDisposable
{
    private readonly Tensor _state;
    private readonly long? _cudaSeed;

    private RandomState(long? cudaSeed)
    {
        using var generator = Generator.Default;
        _state = generator.get_state().DetachFromDisposeScope();
        _cudaSeed = cudaSeed;
    }

    /// <summary>The present state of the CPU's numbers.</summary>
    public static RandomState Present() => new(cudaSeed: null);

    /// <summary>
    /// The present state where a computation begins. TorchSharp cannot read the state of CUDA's numbers, so they begin anew there, from a
    /// seed that the CPU's numbers give.
    /// </summary>
    public static RandomState Mark(DeviceType device)
    {
        if (device != DeviceType.CUDA)
            return Present();
        using var seed = randint(long.MaxValue, [1], ScalarType.Int64);
        var state = new RandomState(seed.item<long>());
        cuda.manual_seed_all(seed.item<long>());
        return state;
    }

    /// <summary>Goes back to it.</summary>
    public void Restore()
    {
        using var generator = Generator.Default;
        generator.set_state(_state);
        if (_cudaSeed is { } seed)
            cuda.manual_seed_all(seed);
    }

    public void Dispose() => _state.Dispose();
}
