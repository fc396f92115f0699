using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Modules;
using NetVariants.Native;
using NetVariants.Weights.Loading;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>
/// An exponential moving average of a network's state, the running statistics of normalizations included: <c>average = d · average + (1 −
/// d) · state</c> after each step. Counters are copied. After <c>n</c> steps <c>d</c> is <c>min(decay, (1 + n) / (10 + n))</c>, so that a
/// short training is not averaged with its random start.
/// </summary>
internal sealed class ModelEma : IDisposable
{
    private readonly IReadOnlyList<(string Name, Tensor Tensor)> _state;
    private readonly List<Tensor> _average = [];
    private readonly (Tensor[] Averages, Tensor[] States) _counters;
    private readonly (Tensor[] Averages, Tensor[] States)[] _numbers; // by element type
    private readonly double _decay;

    public ModelEma(Module model, double decay)
    {
        _decay = decay;
        _state = StateDictOrder.Of(model);
        using var noGradients = no_grad();
        foreach (var (_, tensor) in _state)
        {
            using var values = tensor.detach();
            _average.Add(values.clone().DetachFromDisposeScope());
        }

        var isCounter = _state.Zip(_average, (entry, average) => (IsCounter: IsCounter(entry), Average: average, State: entry.Tensor))
            .ToLookup(entry => entry.IsCounter);
        _counters = Lists(isCounter[true]);
        _numbers = [.. isCounter[false].GroupBy(entry => entry.Average.dtype).Select(Lists)];
    }

    /// <summary>The averages by the state's names.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State
    {
        get
        {
            for (var i = 0; i < _average.Count; i++)
                yield return (_state[i].Name, _average[i]);
        }
    }

    /// <summary>Takes the present state in, after <paramref name="earlier"/> states.</summary>
    public void Update(long earlier)
    {
        var decay = Math.Min(_decay, (1.0 + earlier) / (10 + earlier));
        TensorLists.Copy(_counters.Averages, _counters.States);
        foreach (var (averages, states) in _numbers)
            TensorLists.MoveTowards(averages, states, 1 - decay);
    }

    /// <summary>Puts the average into the network, and takes it out again when disposed, to the last bit.</summary>
    public IDisposable Evaluate()
    {
        Exchange();
        return new Exchanged(this);
    }

    public void Dispose()
    {
        foreach (var tensor in _average)
            tensor.Dispose();
    }

    /// <summary>
    /// Whether an entry counts; a network that was created in a type of its own has TorchSharp's counters in that type too.
    /// </summary>
    private static bool IsCounter((string Name, Tensor Tensor) entry) =>
        !entry.Tensor.is_floating_point() || BatchCounters.Is(entry.Name);

    private static (Tensor[] Averages, Tensor[] States) Lists(IEnumerable<(bool IsCounter, Tensor Average, Tensor State)> entries) =>
        ([.. entries.Select(entry => entry.Average)], [.. entries.Select(entry => entry.State)]);

    private void Exchange()
    {
        using var noGradients = no_grad();
        for (var i = 0; i < _average.Count; i++)
        {
            using var scope = NewDisposeScope();
            var state = _state[i].Tensor.detach().clone();
            _state[i].Tensor.copy_(_average[i]);
            _average[i].copy_(state);
        }
    }

    private sealed class Exchanged(ModelEma average) : IDisposable
    {
        public void Dispose() => average.Exchange();
    }
}
