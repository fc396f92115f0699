using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Modules;
using NetVariants.Weights.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Weights;

/// <summary>Which tensor of a file goes where, settled before the first byte is copied.</summary>
internal sealed class LoadPlan
{
    private readonly WeightFile _file;
    private readonly List<(Tensor Target, WeightEntry Source, Func<Tensor, Tensor>? Adapt)> _copies = [];
    private readonly List<Tensor> _zeroed = [];

    private LoadPlan(WeightFile file) => _file = file;

    /// <summary>What fits and what does not.</summary>
    public LoadResult Result { get; private set; } = null!;

    /// <summary>Compares a module's state with a file.</summary>
    public static LoadPlan Make(WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options)
    {
        var plan = new LoadPlan(file);
        var source = NameMapping.Map(file, options);
        WeightEntry[] targets = [.. state.Select(TensorBytes.EntryOf)];
        ModulePath.Check(
            options.Except,
            [.. targets.Select(target => target.Name)],
            [.. source.Keys, .. file.Entries.Select(entry => entry.Name), .. file.Unreadable.Keys]);
        var first = InputChannels.First(targets);
        var tokens = PositionEmbedding.TokensOf(state);
        var names = new HashSet<string>(source.Keys, StringComparer.Ordinal);
        var hasNoCounters = BatchCounters.AreAbsent(names);
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        List<string> missing = [], skipped = [];
        List<WeightMismatch> mismatched = [];
        foreach (var (i, target) in targets.Index())
        {
            if (IsExcepted(target.Name))
            {
                skipped.Add(target.Name);
                source.Remove(target.Name);
                continue;
            }

            if (!source.Remove(target.Name, out var entry))
            {
                var siblings = hasNoCounters && BatchCounters.Is(target.Name) ? BatchCounters.Siblings(target.Name) : [];
                if (siblings.Length > 0 && siblings.All(loaded.Contains))
                {
                    loaded.Add(target.Name);
                    plan._zeroed.Add(state[i].Tensor);
                }
                else if (siblings.Length == 0 || !siblings.All(names.Contains))
                {
                    missing.Add(target.Name);
                }

                continue;
            }

            var fits = Fits(entry, target, options);
            var adapt = fits ? null : Adaptation(entry, target);
            if ((!fits && adapt is null) || (!options.ConvertTypes && entry.Type != target.Type))
            {
                mismatched.Add(new WeightMismatch(target.Name, entry, target));
                continue;
            }

            loaded.Add(target.Name);
            plan._copies.Add((state[i].Tensor, entry, adapt));
        }

        string[] unexpected =
        [
            .. source.Where(pair => !IsExcepted(pair.Key) && !IsExcepted(pair.Value.Name)).Select(pair => pair.Value.Name),
            .. file.Unreadable.Keys.Where(name => !IsExcepted(name) && !IsExcepted(NameMapping.Map(name, options))),
        ];
        plan.Result = new LoadResult(
            [.. targets.Select(target => target.Name).Where(loaded.Contains)], missing, unexpected, mismatched, skipped);
        return plan;

        Func<Tensor, Tensor>? Adaptation(WeightEntry entry, WeightEntry target)
        {
            if (options.AdaptInputChannels && InputChannels.CanAdapt(entry, target, target.Name == first))
                return weight => InputChannels.Adapt(weight, target.Shape[1]);
            if (options.ResamplePositionEmbedding && PositionEmbedding.CanResample(entry, target, tokens))
                return embedding => PositionEmbedding.Resample(embedding, target.Shape[1], tokens);
            return null;
        }

        bool IsExcepted(string name) => options.Except.Any(path => ModulePath.Covers(path, name));
    }

    /// <summary>Copies what fits.</summary>
    public void Apply()
    {
        _file.Verify(_copies.Select(copy => copy.Source.Name));
        using var noGradients = no_grad();
        foreach (var (target, source, adapt) in _copies)
        {
            if (adapt is null)
            {
                _file.Load(source.Name, target);
                continue;
            }

            using var scope = NewDisposeScope();
            target.copy_(adapt(_file.ReadWithTorchLoaded(source.Name)));
        }

        foreach (var counter in _zeroed)
            counter.zero_().Dispose();
    }

    private static bool Fits(WeightEntry entry, WeightEntry target, LoadOptions options) =>
        entry.Shape.SequenceEqual(target.Shape)
        // PyTorch 0.3 had no scalars.
        || (target.Shape.Count == 0 && entry.Shape is [1])
        // A convolution that covers its whole input is a linear layer.
        || (NameMapping.LayoutsOf(options).Any(layout => layout.HasConvolutionsForLinear)
            && entry.Shape is [var rows, var channels, var height, var width] && target.Shape is [var outputs, var inputs]
            && rows == outputs && WeightEntry.ElementCount([channels, height, width]) == inputs);
}
