using System;
using System.Threading;

namespace NetVariants.Training;

/// <summary>
/// One thread's claim to what torch shares in a process: above all the random numbers, which a training sets at every step. Two trainings at once would
/// draw from each other's, and neither could be repeated.
/// </summary>
internal sealed class TorchClaim : IDisposable
{
    private static readonly object s_gate = new();

    /// <exception cref="InvalidOperationException">Another thread has the claim.</exception>
    public TorchClaim()
    {
        if (!Monitor.TryEnter(s_gate))
        {
            throw new InvalidOperationException(
                "Another thread of this process trains: trainings share torch's random numbers, so that neither could be repeated. "
                    + "Train one after another, or in a process each.");
        }
    }

    /// <summary>Whether another thread has it at this moment.</summary>
    public static bool IsTakenByAnother
    {
        get
        {
            if (!Monitor.TryEnter(s_gate))
                return true;
            Monitor.Exit(s_gate);
            return false;
        }
    }

    public void Dispose() => Monitor.Exit(s_gate);
}
