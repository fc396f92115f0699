using System;

namespace NetVariants.Training;

/// <summary>
/// Collects garbage between steps, so that no other thread has to during one. TorchSharp hands numbers to libtorch as objects that nothing
/// holds during the call (<c>num_batches_tracked.add_(1)</c> of a batch normalization): a collection that a thread which loads images
/// starts at that moment may free them. One by the thread that computes cannot come within a call.
/// </summary>
internal sealed class StepCollections
{
    private const long Least = 1 << 20;

    // Less than the first generation's budget on any processor's cache; what is seen corrects it.
    private long _limit = 8 << 20;
    private long _start = GC.GetTotalAllocatedBytes();
    private int _count = GC.CollectionCount(0);

    /// <summary>Collects if a step's garbage may be the last that the first generation has room for.</summary>
    public void AfterStep()
    {
        var allocated = GC.GetTotalAllocatedBytes() - _start;
        if (GC.CollectionCount(0) != _count)
            _limit = Math.Max(Least, Math.Min(_limit, allocated / 2));
        else if (allocated < _limit)
            return;
        else
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        (_start, _count) = (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
    }
}
