using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Examples that are the rows of tensors of equal length; the tensors are the data set's to dispose.</summary>
public partial class TensorDataset : utils.data.IterableDataset
{
    private readonly Tensor[] tensors;

    internal TensorDataset(Tensor[] tensors)
    {
        if (tensors.Any(tensor => tensor.size(0) != tensors[0].size(0)))
        {
            throw new ArgumentException("All tensors must have the same first dimension.", nameof(tensors));
        }

        this.tensors = Array.ConvertAll(tensors, tensor => tensor.alias().DetachFromDisposeScope());
    }

    public override long Count => tensors[0].size(0);

    public IList<Tensor> this[long index] => GetTensor(index);

    public override IList<Tensor> GetTensor(long index) => Array.ConvertAll(tensors, tensor => tensor[index]);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var tensor in tensors) tensor.Dispose();
    }
}
