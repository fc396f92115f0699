using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetVariants.Data.Tests;

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
        var order = new RandomStream(1).Permutation(images);

        (int Count, int[] Images)[] batches = [.. BatchLoader.Read(
            new Numbered(images), order, new LoaderOptions { BatchSize = batchSize }).Select(
            batch => (batch.Count, FirstPixels(batch)))];

        Assert.Equal(expected, batches.Select(batch => batch.Count));
        Assert.Equal(expected.Length, BatchLoader.BatchCount(images, batchSize));
        Assert.Equal(order, batches.SelectMany(batch => batch.Images));
    }

    [Fact]
    public void Labels_and_pixels_stay_together()
    {
        foreach (var batch in BatchLoader.Read(
            new Numbered(100), new RandomStream(2).Permutation(100), new LoaderOptions { BatchSize = 7 }))
            Assert.Equal(FirstPixels(batch).Select(pixel => (long)(pixel % 10)), batch.Labels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_of_the_source_arrives_after_the_batches_before_it(int workers)
    {
        var source = new Numbered(100)
        {
            OnRead = index => _ = index < 30 ? 0 : throw new InvalidDataException($"image {index} is damaged"),
        };
        var options = new LoaderOptions { BatchSize = 10, Workers = workers };
        var read = 0;

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var batch in BatchLoader.Read(source, [.. Enumerable.Range(0, 100)], options))
                read += batch.Count;
        });

        Assert.Equal("image 30 is damaged", error.Message);
        Assert.Equal(30, read);
    }

    [Fact]
    public void Prefetch_is_bounded()
    {
        var read = 0;
        var source = new Numbered(1_000) { OnRead = _ => Interlocked.Increment(ref read) };
        using var batches = BatchLoader.Read(
            source, [.. Enumerable.Range(0, 1_000)], new LoaderOptions { BatchSize = 10, Prefetch = 3 }).GetEnumerator();
        Assert.True(batches.MoveNext());

        // One batch is here, three wait, and one is filled while they do.
        SpinWait.SpinUntil(() => Volatile.Read(ref read) >= 50, TimeSpan.FromSeconds(20));
        Thread.Sleep(50);

        Assert.Equal(50, Volatile.Read(ref read));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Ending_early_stops_the_background_threads(int workers)
    {
        var read = 0;
        var source = new Numbered(100_000)
        {
            OnRead = _ =>
            {
                Interlocked.Increment(ref read);
                Thread.Sleep(1);
            },
        };
        var options = new LoaderOptions { BatchSize = 10, Workers = workers };

        foreach (var _ in BatchLoader.Read(source, [.. Enumerable.Range(0, 100_000)], options))
            break;

        var then = Volatile.Read(ref read);
        Thread.Sleep(50);
        Assert.Equal(then, Volatile.Read(ref read));
        Assert.True(then < 1_000);
    }

    [Fact]
    public void Cancellation_ends_a_wait_for_a_slow_source()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Numbered(100)
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
            foreach (var batch in BatchLoader.Read(
                source, [.. Enumerable.Range(0, 100)], new LoaderOptions { BatchSize = 10 }, cancellation.Token))
                cancellation.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        });
    }

    [Fact]
    public void Sizes_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoaderOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoaderOptions { BatchSize = 1, Prefetch = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoaderOptions { BatchSize = 1, Workers = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoaderOptions { BatchSize = 1, Skip = -1 });
    }

    [Fact]
    public void Workers_change_neither_order_nor_random_choices()
    {
        var source = new Numbered(1_000) { IsRandom = true };
        var order = new RandomStream(4).Permutation(1_000);
        int[][] Batches(int workers, int epoch = 1) =>
            [.. BatchLoader.Read(
                source, order, new LoaderOptions { BatchSize = 7, Workers = workers, Seed = 3, Epoch = epoch }).Select(FirstPixels)];

        var one = Batches(workers: 1);

        Assert.Equal(one, Batches(workers: 4));
        Assert.NotEqual(one, Batches(workers: 1, epoch: 2));
    }

    [Fact]
    public void An_epoch_resumes_after_skipped_batches()
    {
        var read = 0;
        var source = new Numbered(23) { IsRandom = true, OnRead = _ => Interlocked.Increment(ref read) };
        var order = new RandomStream(4).Permutation(23);
        int[][] Batches(int skip) =>
            [.. BatchLoader.Read(source, order, new LoaderOptions { BatchSize = 4, Skip = skip }).Select(FirstPixels)];
        var all = Batches(skip: 0);
        read = 0;

        Assert.Equal(all[4..], Batches(skip: 4));
        Assert.Equal(7, read);
        Assert.Empty(Batches(skip: 6));
    }

    private static int[] FirstPixels(PixelBatch batch) =>
        [.. batch.Pixels.ToArray().Chunk(4).Select(pixels => BitConverter.ToInt32(pixels))];

    /// <summary>Images of 1×2×2 bytes that hold their number.</summary>
    private sealed class Numbered(int count) : IImageSource
    {
        /// <summary>Whether they hold a random number instead.</summary>
        public bool IsRandom { get; init; }

        public Action<int> OnRead { get; init; } = static _ => { };

        public int Count => count;

        public ImageShape Shape { get; } = new(1, 2, 2);

        public IReadOnlyList<string> Classes { get; } = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];

        public Normalization Normalization { get; } = new([0], [1]);

        public int LabelOf(int index) => index % 10;

        public void Read(int index, RandomStream random, Span<byte> pixels)
        {
            OnRead(index);
            BitConverter.TryWriteBytes(pixels, IsRandom ? random.Next(int.MaxValue) : index);
        }
    }
}
