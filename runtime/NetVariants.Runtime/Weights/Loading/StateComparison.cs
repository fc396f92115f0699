using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;

namespace NetVariants.Weights.Loading;

/// <summary>Compares the state dicts that declarations give with a file's names and shapes; counters of batches do not count.</summary>
/// <param name="file">The shapes by name.</param>
internal sealed class StateComparison(IReadOnlyDictionary<string, IReadOnlyList<long>> file)
{
    // About a second's work.
    private const long EntryLimit = 3_000_000;

    private readonly Dictionary<string, IReadOnlyList<long>> _file = new(
        file.Where(pair => !BatchCounters.Is(pair.Key)), StringComparer.Ordinal);
    private long _entries;

    /// <summary>The file's shapes by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> File => _file;

    /// <summary>What differs; null for a declaration that is none, and once the comparisons have taken too long.</summary>
    public Outcome? Compare(VariantDeclaration declaration)
    {
        if (_entries > EntryLimit || VariantCompiler.Compile(declaration).Net is not { } net)
            return null;
        var (matched, missing, mismatched) = (0, 0, 0);
        List<(long, long)> sizes = [];
        foreach (var entry in StateDict.Of(net))
        {
            _entries++;
            if (BatchCounters.Is(entry.Name))
                continue;
            if (!_file.TryGetValue(entry.Name, out var shape))
            {
                missing++;
            }
            else if (shape.SequenceEqual(entry.Shape))
            {
                matched++;
            }
            else
            {
                mismatched++;
                if (shape.Count == entry.Shape.Count)
                    sizes.AddRange(shape.Zip(entry.Shape).Where(pair => pair.First != pair.Second && pair.First > 0));
            }
        }

        var unexpected = _file.Count - matched - mismatched;
        return new Outcome(missing + unexpected + mismatched, missing + unexpected > 0, [.. sizes.Distinct().Take(Outcome.MostSizes)]);
    }

    /// <summary>How a declaration's state compares.</summary>
    /// <param name="Differences">The tensors that do not agree in name and shape.</param>
    /// <param name="NamesDiffer">Whether a name is in one of them alone.</param>
    /// <param name="Sizes">Sizes in which tensors of one name differ: the file's, and the declaration's.</param>
    public sealed record Outcome(int Differences, bool NamesDiffer, IReadOnlyList<(long InFile, long InNetwork)> Sizes)
    {
        public const int MostSizes = 12;
    }
}
