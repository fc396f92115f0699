using System;
using System.Collections.Generic;

namespace NetVariants.Core.Analysis;

/// <summary>
/// Searches the parts that keep little. Within a bound, the least that can be kept up to each step is found from the first to the last; the
/// bound itself by halving.
/// </summary>
internal sealed class RecomputeSearch
{
    // Less would be possible for many networks, by computing all of them again.
    private const double KeptShare = 0.375;

    private const long Unreachable = long.MaxValue;

    private readonly List<RecomputeStep> _steps;
    private readonly long[] _kept;      // by step: the least that is kept of all before it
    private readonly int[] _nodes;      // the nodes that are computed again for that
    private readonly int[] _origins;    // the step from which it is reached
    private readonly bool[] _isPart;    // whether by a part that is computed again

    public RecomputeSearch(List<RecomputeStep> steps)
    {
        _steps = steps;
        _kept = new long[steps.Count + 1];
        _nodes = new int[steps.Count + 1];
        _origins = new int[steps.Count + 1];
        _isPart = new bool[steps.Count + 1];
    }

    /// <summary>The parts, as ranges of steps.</summary>
    public List<(int First, int End)> Find()
    {
        var rest = new long[_steps.Count + 1];
        for (var i = _steps.Count - 1; i >= 0; i--)
            rest[i] = rest[i + 1] + _steps[i].Bytes;

        var (below, bound) = (-1L, rest[0]);
        while (bound - below > 1)
        {
            var middle = below + ((bound - below) / 2);
            (below, bound) = Fits(middle) ? (below, middle) : (middle, bound);
        }

        // All is kept from the first step from which on it fits.
        bound = Math.Max(bound, (long)(KeptShare * rest[0]));
        Fits(bound);
        var end = 0;
        while (_kept[end] == Unreachable || _kept[end] + RestOf(end) > bound)
            end++;
        var parts = new List<(int First, int End)>();
        for (var step = end; step > 0; step = _origins[step])
        {
            if (_isPart[step])
                parts.Add((_origins[step], step));
        }

        parts.Reverse();
        return parts;

        long RestOf(int step) =>
            step < _steps.Count && _isPart[step] ? rest[step] - _steps[step].Bytes + _steps[step].BytesAfterPart : rest[step];
    }

    private bool Fits(long bound)
    {
        for (var i = 1; i < _kept.Length; i++)
            _kept[i] = Unreachable;
        for (var i = 0; i < _steps.Count; i++)
        {
            if (_kept[i] == Unreachable)
                continue;
            var saved = _isPart[i] ? _steps[i].BytesAfterPart : _steps[i].Bytes;
            Reach(i + 1, i, _kept[i] + saved, _nodes[i], isPart: false, bound);
            if (_steps[i].Unit is not { KeepsInput: true })
                continue;
            var kept = _kept[i] + _steps[i].InputBytes;
            var computed = kept;
            for (var j = i; j < _steps.Count && _steps[j].Unit is { } unit && (j == i || unit.FollowsOn); j++)
            {
                computed += j == i ? _steps[j].OtherBytes : _steps[j].Bytes;
                if (computed > bound)
                    break;
                Reach(j + 1, i, kept, _nodes[i] + _steps[j].End - _steps[i].Start, isPart: true, bound);
            }
        }

        return _kept[_steps.Count] != Unreachable;
    }

    private void Reach(int step, int origin, long kept, int nodes, bool isPart, long bound)
    {
        if (kept > bound || (kept, nodes).CompareTo((_kept[step], _nodes[step])) >= 0)
            return;
        (_kept[step], _nodes[step], _origins[step], _isPart[step]) = (kept, nodes, origin, isPart);
    }
}
