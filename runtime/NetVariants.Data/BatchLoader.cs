using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace NetVariants.Data;

/// <summary>
/// Reads a source's images batch by batch while the network works on earlier ones. Background threads fill byte buffers; they make no
/// tensors, since dispose scopes belong to a thread and torch's own threads need the cores.
/// </summary>
public static class BatchLoader
{
    /// <summary>The number of batches that <paramref name="images"/> images make.</summary>
    /// <remarks>
    /// A remainder of one image joins the batch before it: batch normalization over a 1×1 map has no variance over a single image.
    /// </remarks>
    public static int BatchCount(int images, int batchSize)
    {
        var (full, rest) = Math.DivRem(images, batchSize);
        return rest > 1 || full == 0 && rest == 1 ? full + 1 : full;
    }

    /// <summary>Reads the images of <paramref name="order"/> in that order.</summary>
    /// <param name="source">Where the images are.</param>
    /// <param name="order">Indices into the source; every one is read once.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellation">Ends the reading, also while it waits.</param>
    /// <returns>Batches, each valid until the next is asked for. Ending the enumeration early stops the background threads.</returns>
    /// <exception cref="OperationCanceledException">Thrown by the enumeration when <paramref name="cancellation"/> was
    /// signalled.</exception>
    /// <remarks>An exception that the source throws on a background thread is thrown by the enumeration, after the batches before
    /// it.</remarks>
    public static IEnumerable<PixelBatch> Read(
        IImageSource source, int[] order, LoaderOptions options, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = BatchCount(order.Length, options.BatchSize);
        // A buffer of its own for each batch that waits or is being filled, and one that is with the consumer.
        var empty = Channel.CreateUnbounded<PixelBatch>();
        for (var i = 0; i < options.Prefetch + options.Workers + 1; i++)
            empty.Writer.TryWrite(new PixelBatch(source.Shape, Math.Min(options.BatchSize, order.Length) + 1));
        var filled = Channel.CreateBounded<Task<PixelBatch>>(options.Prefetch);
        var producer = Task.Run(
            async () =>
            {
                using var workers = new SemaphoreSlim(options.Workers);
                List<Task> running = [];
                try
                {
                    for (var i = options.Skip; i < batches; i++)
                    {
                        var start = i * options.BatchSize;
                        var end = i == batches - 1 ? order.Length : start + options.BatchSize;
                        var batch = await empty.Reader.ReadAsync(stop.Token);
                        batch.Indices = new ArraySegment<int>(order, start, end - start);
                        await workers.WaitAsync(stop.Token);
                        var task = Task.Run(() => Fill(batch, source, options, workers, stop.Token), CancellationToken.None);
                        running.RemoveAll(finished => finished.IsCompleted);
                        running.Add(task);
                        // In order, whichever is ready first.
                        await filled.Writer.WriteAsync(task, stop.Token);
                    }
                }
                catch (OperationCanceledException)
                {
                    // The consumer knows.
                }
                finally
                {
                    filled.Writer.Complete();
                    await Task.WhenAll(running).ContinueWith(
                        static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                }
            },
            CancellationToken.None);
        try
        {
            while (Wait(filled.Reader.WaitToReadAsync(cancellation)))
            {
                while (filled.Reader.TryRead(out var task))
                {
                    var batch = Wait(new ValueTask<PixelBatch>(task.WaitAsync(cancellation)));
                    cancellation.ThrowIfCancellationRequested();
                    yield return batch;
                    empty.Writer.TryWrite(batch);
                }
            }
        }
        finally
        {
            stop.Cancel();
            Wait(new ValueTask(producer));
        }
    }

    private static PixelBatch Fill(
        PixelBatch batch, IImageSource source, LoaderOptions options, SemaphoreSlim workers, CancellationToken stop)
    {
        try
        {
            for (var i = 0; i < batch.Count; i++)
            {
                stop.ThrowIfCancellationRequested();
                var index = batch.Indices[i];
                batch.Fill(i, source, index, new RandomStream(options.Seed, options.Epoch, index));
            }

            return batch;
        }
        finally
        {
            workers.Release();
        }
    }

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
