using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Weights.Loading;
using static TorchSharp.torch;

namespace NetVariants.Weights;

/// <summary>Finds load options with which more of a file fits, by trying them.</summary>
internal static class LoadRemedy
{
    private const int MostSteps = 6;

    // Of the network's names, those from which prefixes are guessed.
    private const int Probes = 16;
    private const int MostPrefixes = 1_000;

    /// <summary>The options, in words, and what is left with them; no words where none helps.</summary>
    public static (IReadOnlyList<string> Changes, LoadOptions Options, LoadResult Left) Find(
        WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult result)
    {
        List<string> changes = [];
        for (var i = 0; i < MostSteps && !result.IsComplete; i++)
        {
            var helped = false;
            foreach (var (change, candidate) in Candidates(file, state, options, result))
            {
                if (Try(file, state, candidate) is { } better && Lacking(better) < Lacking(result))
                {
                    changes.Add(change);
                    (options, result, helped) = (candidate, better, true);
                    break;
                }
            }

            if (!helped)
                break;
        }

        return (changes, options, result);
    }

    /// <summary>A module that only has another name, as an option in words; null where there is none.</summary>
    public static string? Rename(
        WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult left) =>
        Renamed(file, state, options, left) is (string from, string to) ? $"Rename = {{ [\"{from}\"] = \"{to}\" }}" : null;

    private static IEnumerable<(string Change, LoadOptions Options)> Candidates(
        WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult result)
    {
        if (Prefix(file, options, result) is { } prefix)
            yield return ($"StripPrefixes = [\"{prefix}\"]", options with { StripPrefixes = [.. options.StripPrefixes, prefix] });
        if (result.Missing.Count > 0)
        {
            foreach (var layout in NameMapping.KnownLayouts(options).Select(layout => layout.Name).Distinct(StringComparer.Ordinal))
                yield return ($"Layout = \"{layout}\"", options with { Layout = layout });
        }

        if (result.Mismatched.Any(mismatch => mismatch.InFile.Type != mismatch.InNetwork.Type))
            yield return ("ConvertTypes = true", options with { ConvertTypes = true });
        var tokens = PositionEmbedding.TokensOf(state);
        if (result.Mismatched.Any(mismatch => PositionEmbedding.CanResample(mismatch.InFile, mismatch.InNetwork, tokens)))
            yield return ("ResamplePositionEmbedding = true", options with { ResamplePositionEmbedding = true });
    }

    /// <summary>The prefix behind which the most of the missing names are.</summary>
    private static string? Prefix(WeightFile file, LoadOptions options, LoadResult result)
    {
        var unexpected = new HashSet<string>(result.Unexpected.Select(name => NameMapping.Map(name, options)), StringComparer.Ordinal);
        var step = Math.Max(1, result.Missing.Count / Probes);
        return result.Missing.Where((_, i) => i % step == 0)
            .SelectMany(
                missing => unexpected.Where(name => name.EndsWith("." + missing, StringComparison.Ordinal)).Select(
                    name => name[..^missing.Length]))
            .Distinct(StringComparer.Ordinal)
            .Take(MostPrefixes)
            .MaxBy(prefix => result.Missing.Count(missing => unexpected.Contains(prefix + missing)));
    }

    /// <summary>
    /// A module of the file that is the one which the network lacks: with the same tensors, and everything else of the network's found.
    /// </summary>
    private static (string From, string To)? Renamed(
        WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult left)
    {
        var unexpected = new HashSet<string>(left.Unexpected, StringComparer.Ordinal);
        var missing = new HashSet<string>(left.Missing, StringComparer.Ordinal);
        var theirs = NameMapping.Map(file, options).Where(pair => unexpected.Contains(pair.Value.Name))
            .ToLookup(pair => Parent(pair.Key), pair => Leaf(pair.Key) + ShapeText.Of(pair.Value.Shape), StringComparer.Ordinal);
        var own = state.Where(pair => missing.Contains(pair.Name))
            .ToLookup(pair => Parent(pair.Name), pair => Leaf(pair.Name) + ShapeText.Of(pair.Tensor.shape), StringComparer.Ordinal);
        return own.Count == 1 && left.Mismatched.Count == 0 && own.Single() is { Key.Length: > 0 } module
            && theirs.Where(
                candidate =>
                    candidate.Key.Length > 0 && candidate.ToHashSet(StringComparer.Ordinal).SetEquals(module)).ToArray() is [var only]
            ? (only.Key, module.Key)
            : null;
    }

    private static LoadResult? Try(WeightFile file, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options)
    {
        try
        {
            return LoadPlan.Make(file, state, options).Result;
        }
        catch (WeightFileException)
        {
            // Two names become one.
            return null;
        }
    }

    private static int Lacking(LoadResult result) => result.Missing.Count + result.Mismatched.Count;

    private static string Parent(string name) => name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "";

    private static string Leaf(string name) => name[(name.LastIndexOf('.') + 1)..];
}
