using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using NetVariants.Files;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>
/// Keeps a copy of a model's state at its lowest validation loss, in memory and, where a path is given, in a file that <c>model.load</c> reads.
/// </summary>
internal sealed class BestState(Module model, string? path) : IDisposable
{
    private readonly Dictionary<string, Tensor> _state = [];
    private double _loss = double.NaN;

    /// <summary>The epoch of the kept state; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Keeps the model's present state if its loss is the lowest so far; a number beats none.</summary>
    /// <exception cref="IOException">The file cannot be written; the state is kept in memory nevertheless.</exception>
    public bool Offer(int epoch, double loss)
    {
        if (Epoch > 0 && !(loss < _loss) && !(double.IsNaN(_loss) && !double.IsNaN(loss)))
            return false;
        Copy();
        (Epoch, _loss) = (epoch, loss);
        if (path is not null)
            AtomicFile.Write(path, Save);
        return true;
    }

    /// <summary>Puts the kept state back into the model.</summary>
    public void Restore()
    {
        if (Epoch > 0)
            model.load_state_dict(_state);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _state.Values)
            tensor.Dispose();
    }

    private void Copy()
    {
        using IDisposable noGradients = no_grad();
        foreach ((string name, Tensor tensor) in model.state_dict())
        {
            if (_state.TryGetValue(name, out Tensor? kept))
                kept.copy_(tensor);
            else
                _state[name] = tensor.to(CPU, copy: true).DetachFromDisposeScope();
        }
    }

    private void Save(Stream stream)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        Module.save_state_dict(writer, _state);
    }
}
