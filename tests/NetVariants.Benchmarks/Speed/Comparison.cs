using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Benchmarks.Shared;

namespace NetVariants.Benchmarks.Speed;

/// <summary>What the sides took for a workload, round by round.</summary>
internal sealed class Comparison
{
    private readonly List<double> _ours = [];
    private readonly List<double> _torchVision = [];
    private readonly List<double>[] _pyTorch = [.. PyTorchPeer.Layouts.Select(_ => new List<double>())];

    /// <summary>The table's head.</summary>
    public static string Header =>
        $"{"network",-18} {"ours",8} {"TorchVision",11} {"PyTorch",8} {"memory format",-17} {"to TorchVision",14} {"to PyTorch",14}";

    private int Better => PairedRatio.MedianOf(_pyTorch[0]) <= PairedRatio.MedianOf(_pyTorch[1]) ? 0 : 1;

    private PairedRatio? ToTorchVision => _torchVision.Count == 0 ? null : PairedRatio.Compute(_ours, _torchVision);

    private PairedRatio ToPyTorch => PairedRatio.Compute(_ours, _pyTorch[Better]);

    /// <summary>Whether the machine was too busy for one of the ratios.</summary>
    public bool IsUnreliable => ToPyTorch.IsUnreliable || ToTorchVision is { IsUnreliable: true };

    /// <summary>Adds a round.</summary>
    /// <param name="ours">Our side.</param>
    /// <param name="torchVision">TorchVision's; null where it lacks the network.</param>
    /// <param name="pyTorch">PyTorch's in each memory format.</param>
    public void Add(double ours, double? torchVision, IReadOnlyList<double> pyTorch)
    {
        _ours.Add(ours);
        if (torchVision is { } value)
            _torchVision.Add(value);
        foreach (var (place, values) in _pyTorch.Index())
            values.Add(pyTorch[place]);
    }

    /// <summary>A line of the table: medians, and the ratios to TorchVision and to PyTorch in its better memory format.</summary>
    public string Line(string network)
    {
        var theirs = _torchVision.Count == 0 ? "" : Number(_torchVision);
        return $"{network,-18} {Number(_ours),8} {theirs,11} {Number(_pyTorch[Better]),8} {PyTorchPeer.Layouts[Better],-17} "
            + $"{ToTorchVision,14} {ToPyTorch,14}";
    }

    private static string Number(IEnumerable<double> values) =>
        PairedRatio.MedianOf(values).ToString("F1", CultureInfo.InvariantCulture);
}
