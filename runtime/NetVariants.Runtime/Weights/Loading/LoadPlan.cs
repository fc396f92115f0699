using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights.Loading;

/// <summary>Which tensor of a file goes where, settled before the first byte is copied.</summary>
internal sealed class LoadPlan
{
    private readonly WeightFile _file;
    private readonly List<(Tensor Target, WeightEntry Source, bool Adapt)> _copies = [];

    private LoadPlan(WeightFile file) => _file = file;

    /// <summary>What fits and what does not.</summary>
    public LoadResult Result { get; private set; } = null!;

    /// <summary>Compares a module's state with a file.</summary>
    public static LoadPlan Make(WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options)
    {
        LoadPlan plan = new(file);
        Dictionary<string, WeightEntry> source = NameMapping.Map(file, options);
        WeightEntry[] targets = [.. state.Select(pair => new WeightEntry(pair.Name, pair.Tensor.dtype, pair.Tensor.shape))];
        ModulePath.Check(options.Except, [.. targets.Select(target => target.Name)]);
        string? first = InputChannels.First(targets);
        List<string> loaded = [], missing = [], skipped = [];
        List<WeightMismatch> mismatched = [];
        foreach ((int i, WeightEntry target) in targets.Index())
        {
            if (options.Except.Any(path => ModulePath.Covers(path, target.Name)))
            {
                skipped.Add(target.Name);
                source.Remove(target.Name);
                continue;
            }

            if (!source.Remove(target.Name, out WeightEntry? entry))
            {
                missing.Add(target.Name);
                continue;
            }

            bool adapt = options.AdaptInputChannels && InputChannels.CanAdapt(entry, target, target.Name == first) && !entry.Shape.SequenceEqual(target.Shape);
            if ((!adapt && !entry.Shape.SequenceEqual(target.Shape)) || (!options.ConvertTypes && entry.Type != target.Type))
            {
                mismatched.Add(new WeightMismatch(target.Name, entry, target));
                continue;
            }

            loaded.Add(target.Name);
            plan._copies.Add((state[i].Tensor, entry, adapt));
        }

        // What is left of the file, but for what belongs to a module that is passed over.
        string[] unexpected = [.. source.Where(pair => !options.Except.Any(path => ModulePath.Covers(path, pair.Key))).Select(pair => pair.Value.Name)];
        plan.Result = new LoadResult(loaded, missing, unexpected, mismatched, skipped);
        return plan;
    }

    /// <summary>Copies what fits.</summary>
    public void Carry()
    {
        // In the file's order, so that a disk reads it from front to back.
        _file.Verify();
        foreach ((Tensor target, WeightEntry source, bool adapt) in _copies)
        {
            if (!adapt)
            {
                _file.CopyTo(source.Name, target);
                continue;
            }

            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradients = no_grad();
            target.copy_(InputChannels.Adapt(_file.Read(source.Name), target.shape[1]));
        }
    }
}
