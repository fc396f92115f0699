using System;
using System.Threading;

namespace NetVariants.Training.Checks;

/// <summary>
/// One thread's claim to what torch shares in a process: above all the random numbers, which a training sets at every step. Two trainings
/// at once would draw from each other's, and neither could be repeated.
/// </summary>
internal sealed class TorchClaim : IDisposable
{
    private static readonly object s_gate = new();

    private TorchClaim()
    {
    }

    /// <summary>The claim for a training.</summary>
    /// <exception cref="InvalidOperationException">Another thread has it.</exception>
    public static TorchClaim Take()
    {
        // An evaluation has it for no more than a moment.
        if (!Monitor.TryEnter(s_gate, TimeSpan.FromSeconds(1)))
        {
            throw new InvalidOperationException(
                "Another thread of this process trains: trainings share torch's random numbers, so that neither could be repeated. "
                    + "Train one after another, or in a process each.");
        }

        return new TorchClaim();
    }

    /// <summary>The claim for a moment; null where a training has it, on this thread or another.</summary>
    public static TorchClaim? Try() => !Monitor.IsEntered(s_gate) && Monitor.TryEnter(s_gate) ? new TorchClaim() : null;

    public void Dispose() => Monitor.Exit(s_gate);
}
