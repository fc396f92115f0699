using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Modules;
using NetVariants.Weights;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>Keeps a copy of a model's state at its lowest validation loss, in the computer's memory.</summary>
internal sealed class BestState(Module model) : IDisposable
{
    private readonly Dictionary<string, Tensor> _state = new(StringComparer.Ordinal);

    /// <summary>The epoch of the kept state; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>The kept state's validation loss.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>The kept state in PyTorch's order; nothing before the first.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State =>
        Epoch == 0 ? [] : StateDictOrder.Of(model).Select(pair => (pair.Name, _state[pair.Name]));

    /// <summary>Keeps the model's present state if its loss is the lowest so far.</summary>
    public bool Update(int epoch, double loss)
    {
        if (Epoch > 0 && loss >= Loss)
            return false;
        foreach (var (name, tensor) in StateDictOrder.Of(model))
            Keep(name, tensor);
        (Epoch, Loss) = (epoch, loss);
        return true;
    }

    /// <summary>Takes over a state that was kept before.</summary>
    public void Load(int epoch, double loss, Func<string, Tensor?> tensorOf)
    {
        if (epoch == 0)
            return;
        foreach (var (name, own) in StateDictOrder.Of(model))
            Keep(name, tensorOf(name) ?? own);
        (Epoch, Loss) = (epoch, loss);
    }

    /// <summary>Puts the kept state back into the model.</summary>
    public void Restore()
    {
        if (Epoch == 0)
            return;
        using var noGradients = no_grad();
        foreach (var (name, tensor) in StateDictOrder.Of(model))
            tensor.copy_(_state[name]);
    }

    /// <summary>Writes the kept state as weights.</summary>
    /// <exception cref="System.IO.IOException">The file cannot be written.</exception>
    public void Write(string path, IReadOnlyDictionary<string, string> texts) => Write(path, [.. State], texts, Epoch, Loss);

    /// <summary>Writes weights with what they are of.</summary>
    /// <exception cref="System.IO.IOException">The file cannot be written.</exception>
    public static void Write(
        string path,
        IReadOnlyList<(string Name, Tensor Tensor)> state,
        IReadOnlyDictionary<string, string> texts,
        int epoch,
        double loss) =>
        StateDictFile.Save(path, state, new Dictionary<string, string>(texts)
        {
            ["epoch"] = epoch.ToString(CultureInfo.InvariantCulture),
            ["validation_loss"] = loss.ToString("R", CultureInfo.InvariantCulture),
        });

    public void Dispose()
    {
        foreach (var tensor in _state.Values)
            tensor.Dispose();
    }

    private void Keep(string name, Tensor tensor)
    {
        using var noGradients = no_grad();
        if (_state.TryGetValue(name, out var kept))
        {
            kept.copy_(tensor);
            return;
        }

        using var values = tensor.detach();
        _state[name] = values.to(CPU, copy: true).DetachFromDisposeScope();
    }
}
