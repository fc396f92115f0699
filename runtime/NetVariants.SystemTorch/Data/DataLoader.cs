using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batches of a data set. A batch is disposed when the next one is taken.</summary>
public partial class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <param name="dataset">The examples.</param>
    /// <param name="batchSize">How many make a batch.</param>
    /// <param name="collate_fn">Makes a batch of examples, on a device.</param>
    /// <param name="shuffler">The examples' order.</param>
    /// <param name="device">Where the batches go; null is the CPU.</param>
    /// <param name="num_worker">How many threads fetch examples.</param>
    /// <param name="drop_last">Whether a last batch that is not full is left out.</param>
    /// <param name="disposeBatch">Whether the loader disposes its batches.</param>
    /// <param name="disposeDataset">Whether the loader disposes the data set with itself.</param>
    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler,
        Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        this.dataset = dataset;
        this.collate_fn = collate_fn;
        this.drop_last = drop_last;
        batch_size = batchSize;
        sampler = shuffler;
        Device = device ?? CPU;
        num_workers = Math.Max(num_worker, 1);
        DisposeBatch = disposeBatch;
        DisposeDataset = disposeDataset;
    }

    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false,
        Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, Order(dataset.Count, shuffle, seed), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    public utils.data.Dataset<T> dataset { get; }

    public int batch_size { get; }

    public bool drop_last { get; }

    public IEnumerable<long> sampler { get; }

    public int num_workers { get; }

    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    public Device Device { get; }

    public bool DisposeBatch { get; }

    public bool DisposeDataset { get; }

    /// <summary>The number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    public IEnumerator<S> GetEnumerator()
    {
        foreach (var indices in sampler.Chunk(batch_size))
        {
            if (drop_last && indices.Length < batch_size) yield break;
            var (batch, tensors) = Load(indices);
            try
            {
                yield return batch;
            }
            finally
            {
                if (DisposeBatch) DisposeAll(tensors);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset) dataset.Dispose();
    }

    /// <summary>A batch, with the tensors made for it, which no scope owns.</summary>
    private (S Batch, IReadOnlyList<IDisposable> Tensors) Load(long[] indices)
    {
        var examples = new T[indices.Length];
        var fetched = new IReadOnlyList<IDisposable>[indices.Length];
        Parallel.For(0, indices.Length, new ParallelOptions { MaxDegreeOfParallelism = num_workers }, k =>
        {
            using var scope = NewDisposeScope();
            examples[k] = dataset.GetTensor(indices[k]);
            fetched[k] = scope.DisposablesView;
            scope.Detach(fetched[k]);
        });

        using var collating = NewDisposeScope();
        var batch = collate_fn(examples, Device);
        var made = collating.DisposablesView;
        collating.Detach(made);
        foreach (var tensors in fetched) DisposeAll(tensors);
        return (batch, made);
    }

    private static void DisposeAll(IReadOnlyList<IDisposable> tensors)
    {
        foreach (var tensor in tensors) tensor.Dispose();
    }

    // With a seed, every pass takes the same order.
    private static IEnumerable<long> Order(long count, bool shuffle, int? seed)
    {
        var order = new long[count];
        for (var k = 0L; k < count; k++) order[k] = k;
        if (shuffle) (seed is { } number ? new Random(number) : Random.Shared).Shuffle(order);
        foreach (var index in order) yield return index;
    }
}
