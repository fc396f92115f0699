using System;
using NetVariants.Data;

namespace NetVariants.Training.Checks;

/// <summary>How many images go through the network at once.</summary>
internal static class BatchParts
{
    /// <summary>
    /// The number of parts of at most <paramref name="microBatchSize"/> images that a batch is shared out to, as evenly as can be.
    /// </summary>
    public static int Count(int images, int? microBatchSize) => microBatchSize is { } size ? (images + size - 1) / size : 1;

    /// <summary>The smaller of two bounds, where null is none.</summary>
    public static int? Smaller(int? first, int? second) => first is { } one && second is { } other ? Math.Min(one, other) : first ?? second;

    /// <summary>The images of part <paramref name="part"/> of <paramref name="parts"/>; the first part is the largest.</summary>
    public static int SizeOf(int part, int parts, int images) => (images / parts) + (part < images % parts ? 1 : 0);

    /// <summary>
    /// The most images of batches of up to <paramref name="batchSize"/> that go through the network at once. A full batch may have smaller
    /// parts than an epoch's last one, which is one part: 64 and 64 of 128 images, but 100 of 100.
    /// </summary>
    public static int Largest(int batchSize, int? microBatchSize) => Math.Min(batchSize, microBatchSize ?? batchSize);

    /// <summary>The images of the smallest part of a batch.</summary>
    public static int Smallest(int images, int? microBatchSize) => images / Count(images, microBatchSize);

    /// <summary>The batch of an epoch that has the smallest part: one before the last, or the last one.</summary>
    public static int BatchOfSmallest(int images, int batchSize, int? microBatchSize)
    {
        var last = images - ((BatchLoader.BatchCount(images, batchSize) - 1) * batchSize);
        return last < images && Smallest(batchSize, microBatchSize) < Smallest(last, microBatchSize) ? batchSize : last;
    }
}
