using System;

namespace NetVariants.Onnx.Quantization;

/// <summary>How often values of some size occur in an activation: first its range is found, then the values are counted.</summary>
internal sealed class ValueHistogram
{
    private const int Bins = 2048;

    // Of the 256 steps, those on one side of zero.
    private const int Levels = 128;

    // What stands for none where a logarithm is taken.
    private const double Nothing = 1e-4;

    private readonly long[] _counts = new long[Bins];
    private float _least, _most;

    /// <summary>Whether the range is one of numbers.</summary>
    public bool IsFinite => float.IsFinite(_most - _least);

    /// <summary>Extends the range by values; zero is always in it.</summary>
    public void Extend(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            _least = Math.Min(_least, value);
            _most = Math.Max(_most, value);
        }
    }

    /// <summary>Counts values, all of them in the range.</summary>
    public void Count(ReadOnlySpan<float> values)
    {
        var scale = Bins / Math.Max(_most - _least, float.Epsilon);
        foreach (var value in values)
            _counts[Math.Clamp((int)((value - _least) * scale), 0, Bins - 1)]++;
    }

    /// <summary>The range that holds a share of the values, in percent, with as many beyond it on either side.</summary>
    public (float Least, float Most) Percentile(double percent)
    {
        long total = Total, beyond = (long)(total * (100 - percent) / 200);
        int first = 0, last = Bins - 1;
        for (long left = 0; first < last && (left += _counts[first]) <= beyond; first++)
        {
        }

        for (long right = 0; last > first && (right += _counts[last]) <= beyond; last--)
        {
        }

        return (Math.Min(Edge(first), 0), Math.Max(Edge(last + 1), 0));
    }

    /// <summary>
    /// The range around zero, of equal length on both sides within the values' own, whose 8 bits keep the most information.
    /// </summary>
    public (float Least, float Most) Entropy()
    {
        var sizes = Magnitudes(out var largest);
        (var best, var least) = (Bins, double.MaxValue);
        for (var kept = Levels; kept <= Bins; kept += Levels / 16)
        {
            var divergence = Divergence(sizes, kept);
            if (divergence < least)
                (best, least) = (kept, divergence);
        }

        var threshold = largest * best / Bins;
        return (Math.Max(_least, -threshold), Math.Min(_most, threshold));
    }

    private long Total
    {
        get
        {
            long total = 0;
            foreach (var count in _counts)
                total += count;
            return total;
        }
    }

    private float Edge(int bin) => _least + ((_most - _least) * bin / Bins);

    /// <summary>The histogram of distances from zero.</summary>
    private double[] Magnitudes(out float largest)
    {
        var sizes = new double[Bins];
        largest = Math.Max(Math.Max(-_least, _most), float.Epsilon);
        for (var bin = 0; bin < Bins; bin++)
        {
            var middle = Math.Abs((Edge(bin) + Edge(bin + 1)) / 2);
            sizes[Math.Min((int)(middle / largest * Bins), Bins - 1)] += _counts[bin];
        }

        // Zeros are exact in every range.
        sizes[0] = 0;
        return sizes;
    }

    /// <summary>The divergence of a histogram, cut off behind some bins, from the same in few levels.</summary>
    private static double Divergence(double[] sizes, int kept)
    {
        var cut = sizes[..kept];
        for (var bin = kept; bin < Bins; bin++)
            cut[kept - 1] += sizes[bin];
        double total = 0, divergence = 0;
        foreach (var size in cut)
            total += size;
        if (total == 0)
            return 0;
        for (var level = 0; level < Levels; level++)
        {
            (var start, var end) = (level * kept / Levels, (level + 1) * kept / Levels);
            double sum = 0, used = 0;
            for (var bin = start; bin < end; bin++)
            {
                sum += sizes[bin];
                used += sizes[bin] > 0 ? 1 : 0;
            }

            for (var bin = start; bin < end; bin++)
            {
                // What is cut off has no place in the levels: it counts as lost.
                var mean = sizes[bin] > 0 ? sum / used : 0;
                if (cut[bin] > 0)
                    divergence += cut[bin] / total * Math.Log(cut[bin] / Math.Max(mean, Nothing));
            }
        }

        return divergence;
    }
}
