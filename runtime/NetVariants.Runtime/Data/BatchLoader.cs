using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace NetVariants.Data;

/// <summary>
/// Reads a source's images batch by batch while the network works on earlier ones. One background thread fills byte buffers; it makes no tensors,
/// since dispose scopes belong to a thread and torch's own threads need the cores.
/// </summary>
public static class BatchLoader
{
    /// <summary>The number of batches that <paramref name="images"/> images make.</summary>
    /// <remarks>
    /// A remainder of one image joins the batch before it: batch normalisation over a 1×1 map has no variance over a single image.
    /// </remarks>
    public static int BatchCount(int images, int batchSize)
    {
        (int full, int rest) = Math.DivRem(images, batchSize);
        return rest > 1 || full == 0 && rest == 1 ? full + 1 : full;
    }

    /// <summary>Reads the images of <paramref name="order"/> in that order.</summary>
    /// <param name="source">Where the images are.</param>
    /// <param name="order">Indices into the source; every one is read once.</param>
    /// <param name="batchSize">Images in a batch; the last may be smaller, or larger by one (see <see cref="BatchCount"/>).</param>
    /// <param name="prefetch">How many filled batches may wait.</param>
    /// <param name="cancellation">Ends the reading, also while it waits.</param>
    /// <returns>Batches, each valid until the next is asked for. Ending the enumeration early stops the background thread.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="OperationCanceledException">Thrown by the enumeration when <paramref name="cancellation"/> was signalled.</exception>
    /// <remarks>An exception that the source throws on the background thread is thrown by the enumeration, after the batches before it.</remarks>
    public static IEnumerable<PixelBatch> Read(
        IImageSource source,
        int[] order,
        int batchSize,
        int prefetch = 4,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        return Enumerate(source, order, batchSize, prefetch, cancellation);
    }

    private static IEnumerable<PixelBatch> Enumerate(IImageSource source, int[] order, int batchSize, int prefetch, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Channel<PixelBatch> filled = Channel.CreateBounded<PixelBatch>(prefetch);
        Channel<PixelBatch> empty = Channel.CreateUnbounded<PixelBatch>();
        // One is with the consumer and one with the background thread while the others wait.
        for (int i = 0; i < prefetch + 2; i++)
            empty.Writer.TryWrite(new PixelBatch(source.Shape, batchSize + 1));
        Task worker = Task.Run(() => FillAsync(source, order, batchSize, empty.Reader, filled.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (filled.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                while (filled.Reader.TryRead(out PixelBatch? batch))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return batch;
                    empty.Writer.TryWrite(batch);
                }
            }
        }
        finally
        {
            stop.Cancel();
            worker.GetAwaiter().GetResult();
        }
    }

    /// <summary>The background thread's work. It never throws: what went wrong travels through the channel.</summary>
    private static async Task FillAsync(
        IImageSource source,
        int[] order,
        int batchSize,
        ChannelReader<PixelBatch> empty,
        ChannelWriter<PixelBatch> filled,
        CancellationToken stop)
    {
        try
        {
            int batches = BatchCount(order.Length, batchSize);
            for (int i = 0; i < batches; i++)
            {
                int start = i * batchSize;
                int end = i == batches - 1 ? order.Length : start + batchSize;
                PixelBatch batch = await empty.ReadAsync(stop);
                batch.Fill(source, order.AsSpan(start, end - start));
                await filled.WriteAsync(batch, stop);
            }

            filled.Complete();
        }
        catch (Exception error)
        {
            filled.Complete(error);
        }
    }
}
