using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using Xunit;

namespace NetVariants.Runtime.Tests.Data;

public sealed class BatchLoaderTests
{
    [Theory]
    [InlineData(10, 4, new[] { 4, 4, 2 })]
    [InlineData(8, 4, new[] { 4, 4 })]
    [InlineData(9, 4, new[] { 4, 5 })]
    [InlineData(3, 4, new[] { 3 })]
    [InlineData(1, 4, new[] { 1 })]
    [InlineData(3, 1, new[] { 1, 1, 1 })]
    public void Every_image_is_read_once_and_none_makes_a_batch_alone(int images, int batchSize, int[] expected)
    {
        int[] order = new RandomStream(1).Permutation(images);

        (int Count, int[] Images)[] batches = [.. BatchLoader.Read(new Numbered(images), order, batchSize).Select(batch => (batch.Count, FirstPixels(batch)))];

        Assert.Equal(expected, batches.Select(batch => batch.Count));
        Assert.Equal(expected.Length, BatchLoader.BatchCount(images, batchSize));
        Assert.Equal(order, batches.SelectMany(batch => batch.Images));
    }

    [Fact]
    public void Labels_and_pixels_stay_together()
    {
        foreach (PixelBatch batch in BatchLoader.Read(new Numbered(100), new RandomStream(2).Permutation(100), 7))
            Assert.Equal(FirstPixels(batch).Select(pixel => (long)(pixel % 10)), batch.Labels.ToArray());
    }

    [Fact]
    public void An_exception_of_the_source_arrives_after_the_batches_before_it()
    {
        Numbered source = new(100) { OnRead = index => _ = index < 30 ? 0 : throw new InvalidDataException($"image {index} is damaged") };
        int read = 0;

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (PixelBatch batch in BatchLoader.Read(source, [.. Enumerable.Range(0, 100)], 10))
                read += batch.Count;
        });

        Assert.Equal("image 30 is damaged", error.Message);
        Assert.Equal(30, read);
    }

    [Fact]
    public void Only_so_many_batches_are_filled_ahead()
    {
        int read = 0;
        Numbered source = new(1_000) { OnRead = _ => Interlocked.Increment(ref read) };
        using IEnumerator<PixelBatch> batches = BatchLoader.Read(source, [.. Enumerable.Range(0, 1_000)], 10, prefetch: 3).GetEnumerator();
        Assert.True(batches.MoveNext());

        // One batch is here, three wait, and one is filled while they do.
        SpinWait.SpinUntil(() => Volatile.Read(ref read) >= 50, TimeSpan.FromSeconds(20));
        Thread.Sleep(50);

        Assert.Equal(50, Volatile.Read(ref read));
    }

    [Fact]
    public void Ending_early_stops_the_background_thread()
    {
        int read = 0;
        Numbered source = new(100_000) { OnRead = _ => Interlocked.Increment(ref read) };

        foreach (PixelBatch _ in BatchLoader.Read(source, [.. Enumerable.Range(0, 100_000)], 10))
            break;

        int then = Volatile.Read(ref read);
        Thread.Sleep(50);
        Assert.Equal(then, Volatile.Read(ref read));
        Assert.True(then < 1_000);
    }

    [Fact]
    public void Cancellation_ends_a_wait_for_a_slow_source()
    {
        using CancellationTokenSource cancellation = new();
        Numbered source = new(100)
        {
            OnRead = index =>
            {
                if (index < 10)
                    return;
                cancellation.Cancel();
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (PixelBatch batch in BatchLoader.Read(source, [.. Enumerable.Range(0, 100)], 10, cancellation: cancellation.Token))
                cancellation.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        });
    }

    [Fact]
    public void Sizes_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchLoader.Read(new Numbered(1), [0], batchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchLoader.Read(new Numbered(1), [0], 1, prefetch: 0));
    }

    private static int[] FirstPixels(PixelBatch batch) => [.. batch.Pixels.ToArray().Chunk(4).Select(pixels => BitConverter.ToInt32(pixels))];

    /// <summary>Images of 1×2×2 bytes that hold their number.</summary>
    private sealed class Numbered(int count) : IImageSource
    {
        public Action<int> OnRead { get; init; } = static _ => { };

        public int Count => count;

        public ImageShape Shape { get; } = new(1, 2, 2);

        public IReadOnlyList<string> Classes { get; } = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];

        public Normalization Normalization { get; } = new([0], [1]);

        public int LabelOf(int index) => index % 10;

        public void Read(int index, Span<byte> pixels)
        {
            OnRead(index);
            BitConverter.TryWriteBytes(pixels, index);
        }
    }
}
