using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Core.Declarations;

namespace NetVariants.Weights.Loading;

/// <summary>
/// Reads a layer string back from a file: token by token, it takes the one with which the fewest tensors differ. It knows no family: the
/// tokens that it tries are those of the network's own string and the numbers in the file.
/// </summary>
internal sealed class LayersSearch(StateComparison comparison)
{
    private const int MostTokens = 256;
    private const int MostDigits = 9;

    // Pools have no tensors: without one, none of the file's next convolution fits.
    private static readonly string[] s_pools = ["M"];

    /// <summary>The strings that were found, those first that keep what follows of the network's own.</summary>
    public IEnumerable<VariantDeclaration> Find(VariantDeclaration current, StateComparison.Outcome now)
    {
        var own = LayersText.Tokens(current.Layers ?? "");
        foreach (var keepsRest in new[] { true, false })
        {
            if (Grow(current, own, keepsRest) is { } found && found.Result.Differences < now.Differences)
                yield return found.Declaration;
        }
    }

    private (VariantDeclaration Declaration, StateComparison.Outcome Result)? Grow(
        VariantDeclaration current, IReadOnlyList<string> own, bool keepsRest)
    {
        string[] single = [.. Alphabet(own)];
        string[] pools = [.. s_pools.Concat(own.Where(token => !char.IsAsciiDigit(token[0]))).Distinct(StringComparer.Ordinal)];
        List<string> tokens = [];
        (VariantDeclaration Declaration, StateComparison.Outcome Result)? best = null;
        while (tokens.Count < MostTokens)
        {
            // A pool alone changes no shape of a state dict.
            var next = Best(single.Select(token => (string[])[token]))
                ?? Best(pools.SelectMany(pool => single.Select(token => (string[])[pool, token])));
            if (next is null)
                break;
            tokens.AddRange(next);
            if (best?.Result.Differences is null or 0)
                break;
        }

        return best;

        string[]? Best(IEnumerable<string[]> candidates)
        {
            string[]? taken = null;
            foreach (var candidate in candidates)
            {
                string[] text = [.. tokens, .. candidate, .. keepsRest ? own.Skip(tokens.Count + candidate.Length) : []];
                var declaration = current with { Layers = string.Join(',', text) };
                if (comparison.Compare(declaration) is not { } result
                    || (best is { } known && result.Differences >= known.Result.Differences))
                {
                    continue;
                }

                (best, taken) = ((declaration, result), candidate);
            }

            return taken;
        }
    }

    /// <summary>The network's own tokens, the numbers in the file's names and one more, and the widths of its convolutions.</summary>
    private IEnumerable<string> Alphabet(IReadOnlyList<string> own)
    {
        var last = comparison.File.Keys.SelectMany(name => name.Split('.'))
            .Select(part => part.TrimStart([.. part.Where(char.IsAsciiLetter)]))
            .Where(part => part.Length is > 0 and <= MostDigits && part.All(char.IsAsciiDigit))
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        return own.Where(token => char.IsAsciiDigit(token[0]))
            .Concat(Enumerable.Range(1, Math.Min(last + 1, MostTokens)).Select(number => number.ToString(CultureInfo.InvariantCulture)))
            .Concat(
                comparison.File.Values.Where(shape => shape.Count == 4).Select(shape => shape[0].ToString(CultureInfo.InvariantCulture)))
            .Distinct(StringComparer.Ordinal);
    }
}
