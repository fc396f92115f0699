using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Data;

public sealed class BatchTransferTests
{
    [Fact]
    public void Pixels_become_floats_as_torchvision_normalizes_them()
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 2 * 3 * 2).Select(i => (byte)(i * 10))];
        var source = new MemoryImages(
            pixels, new byte[] { 1, 0 }, new ImageShape(2, 3, 2), ["a", "b"], new Normalization([0.25, 0.5], [0.5, 0.125]));
        using var transfer = new BatchTransfer(source.Normalization, CPU);
        using var scope = NewDisposeScope();

        var (images, labels) = transfer.Send(BatchLoader.Read(source, [0, 1], new LoaderOptions { BatchSize = 2 }).Single());

        Assert.Equal([2L, 2, 3, 2], images.shape);
        Assert.Equal(ScalarType.Float32, images.dtype);
        float[] expected = [.. pixels.Select(
            (pixel, i) => ((pixel / 255f) - (i / 6 % 2 == 0 ? 0.25f : 0.5f)) / (i / 6 % 2 == 0 ? 0.5f : 0.125f))];
        Assert.Equal(expected, images.flatten().data<float>().ToArray());
        Assert.Equal([1L, 0], labels.data<long>().ToArray());
    }

    [Fact]
    public void A_sent_batch_does_not_change_when_its_buffer_is_reused()
    {
        using var transfer = new BatchTransfer(Synthetic.Images(8).Normalization, CPU);
        using var scope = NewDisposeScope();
        (float[] Now, Tensor Images, long[] NowLabels, Tensor Labels)[] sent =
        [
            .. BatchLoader.Read(
                Synthetic.Images(64), [.. Enumerable.Range(0, 64)], new LoaderOptions { BatchSize = 4, Prefetch = 1 }).Select(batch =>
            {
                var (images, labels) = transfer.Send(batch);
                return (images.flatten().data<float>().ToArray(), images, labels.data<long>().ToArray(), labels);
            }),
        ];

        Assert.All(sent, batch => Assert.Equal(batch.Now, batch.Images.flatten().data<float>().ToArray()));
        Assert.All(sent, batch => Assert.Equal(batch.NowLabels, batch.Labels.data<long>().ToArray()));
    }

    [Fact]
    public void A_batch_leaves_two_tensors()
    {
        using var transfer = new BatchTransfer(Synthetic.Images(8).Normalization, CPU);
        using var scope = NewDisposeScope();

        transfer.Send(BatchLoader.Read(Synthetic.Images(8), [0, 1, 2], new LoaderOptions { BatchSize = 3 }).Single());

        Assert.Equal(2, scope.DisposablesCount);
    }

    [Theory]
    [InlineData(1, 100, 100, 20)]
    [InlineData(4, 100, 100, 20)]
    [InlineData(1, 12, 100, 12)]
    [InlineData(4, 12, 100, 12)]
    [InlineData(1, 100, 14, 12)]
    [InlineData(4, 100, 14, 12)]
    public void Cancelled_and_failed_reads_leave_no_tensor(int workers, int stopAt, int damaged, int read)
    {
        var order = new RandomStream(4).Permutation(20);
        var source = new Damaged(Synthetic.Images(20), damaged, order);
        using var transfer = new BatchTransfer(source.Normalization, CPU);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        var without = Read(isOwner: true);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        using (NewDisposeScope())
            Assert.Equal(without, Read(isOwner: false));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(order[..read].Select(index => (long)source.LabelOf(index)), without);

        long[] Read(bool isOwner)
        {
            List<long> labels = [];
            try
            {
                foreach (var batch in BatchLoader.Read(source, order, new LoaderOptions { BatchSize = 4, Workers = workers }))
                {
                    var (images, sent) = transfer.Send(batch);
                    labels.AddRange(sent.data<long>().ToArray());
                    if (isOwner)
                    {
                        images.Dispose();
                        sent.Dispose();
                    }

                    if (labels.Count == stopAt)
                        break;
                }
            }
            catch (InvalidDataException)
            {
                // What came before it counts.
            }

            return [.. labels];
        }
    }

    /// <summary>The images of a source, of which the one at a position of the order cannot be read.</summary>
    private sealed class Damaged(IImageSource source, int position, int[] order) : AlteredImages(source)
    {
        public override void Read(int index, RandomStream random, Span<byte> pixels)
        {
            if (Array.IndexOf(order, index) == position)
                throw new InvalidDataException("It is damaged.");
            base.Read(index, random, pixels);
        }
    }
}
