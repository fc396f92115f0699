using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class DataLoaderTests
{
    [Fact]
    public void Batches_stack_examples_in_order_and_die_with_the_next()
    {
        using var rows = arange(10).reshape(5, 2);
        using var labels = arange(5);
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(rows, labels), 2, num_worker: 2);
        Assert.Equal(3, loader.Count);
        Garbage.Collect();
        var before = Tensor.TotalCount;
        IList<Tensor>? former = null;
        var seen = new List<long>();
        foreach (var batch in loader)
        {
            Assert.True(former?[0].IsInvalid ?? true);
            Assert.Equal(batch[0].select(1, 0).div(2).to(int64), batch[1]);
            seen.AddRange(batch[1].data<long>().ToArray());
            former = batch;
        }

        Assert.Equal([0L, 1, 2, 3, 4], seen);
        Assert.True(former![0].IsInvalid);
        Garbage.Collect();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_seed_fixes_the_order()
    {
        using var labels = arange(50);
        using var dataset = utils.data.TensorDataset(labels);
        using var loader = utils.data.DataLoader(dataset, 50, shuffle: true, seed: 3, disposeDataset: false);
        var (first, second) = (Only(loader), Only(loader));
        Assert.Equal(first, second);
        Assert.NotEqual(Enumerable.Range(0, 50).Select(k => (long)k), first);
        Assert.Equal(Enumerable.Range(0, 50).Select(k => (long)k), first.Order());
    }

    [Fact]
    public void Named_tensors_stack_by_name_and_a_short_batch_can_be_dropped()
    {
        using var loader = utils.data.DataLoader(new Squares(), 4, drop_last: true);
        Assert.Equal(2, loader.Count);
        var squares = new List<float>();
        foreach (var batch in loader) squares.AddRange(batch["square"].data<float>().ToArray());
        Assert.Equal([0f, 1, 4, 9, 16, 25, 36, 49], squares);
    }

    private static long[] Only(IEnumerable<IList<Tensor>> loader) => [.. loader.SelectMany(batch => batch[0].data<long>().ToArray())];

    private sealed class Squares : utils.data.Dataset
    {
        public override long Count => 10;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["square"] = tensor((float)(index * index)) };
    }
}
