using System;

namespace NetVariants.Training;

/// <summary>
/// Collects garbage between steps, so that another thread seldom has to during one. TorchSharp hands numbers to libtorch as objects that
/// nothing holds during the call (<c>num_batches_tracked.add_(1)</c> of a batch normalization): a collection that a thread which loads
/// images starts at that moment may free them. One by the thread that computes cannot come within a call.
/// </summary>
internal sealed class StepCollections
{
    // Half of the first generation's budget beside a large cache; a smaller budget is found out.
    private const long Most = 8 << 20;
    private const long Least = 1 << 20;

    private readonly long _most;
    private long _limit;
    private long _start;
    private int _count;
    private int _olderCount;

    /// <summary>Begins to count garbage.</summary>
    /// <param name="most">The most bytes of it.</param>
    public StepCollections(long most = Most)
    {
        _most = _limit = most;
        Restart();
    }

    /// <summary>Collects if a step's garbage may be the last that the first generation has room for.</summary>
    /// <returns>Whether it does.</returns>
    public bool AfterStep()
    {
        var allocated = GC.GetTotalAllocatedBytes() - _start;
        if (GC.CollectionCount(0) == _count)
        {
            if (allocated < _limit)
                return false;
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            _limit = Math.Min(_most, 2 * _limit);
            Restart();
            return true;
        }

        // The first generation was full; one of all generations has other reasons.
        if (GC.CollectionCount(1) == _olderCount)
            _limit = Math.Max(Least, Math.Min(_limit, allocated / 2));
        Restart();
        return false;
    }

    private void Restart() => (_start, _count, _olderCount) =
        (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), GC.CollectionCount(1));
}
