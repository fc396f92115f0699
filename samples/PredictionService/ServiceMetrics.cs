using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetVariants.Samples.PredictionService;

/// <summary>What was answered, in the text format that Prometheus reads.</summary>
internal sealed class ServiceMetrics
{
    private readonly ConcurrentDictionary<int, (long Count, double Seconds)> _answers = new();

    public void Count(int status, TimeSpan time) => _answers.AddOrUpdate(
        status, static (_, seconds) => (1, seconds), static (_, before, seconds) =>
            (before.Count + 1, before.Seconds + seconds), time.TotalSeconds);

    /// <summary>The counts, and what else is to be told.</summary>
    public string ToText(params ReadOnlySpan<(string Name, long Value)> gauges)
    {
        StringBuilder text = new("# TYPE predict_seconds summary\n");
        foreach ((var status, (var count, var seconds)) in _answers.OrderBy(pair => pair.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"predict_seconds_count{{status=\"{status}\"}} {count}\n");
            text.Append(CultureInfo.InvariantCulture, $"predict_seconds_sum{{status=\"{status}\"}} {seconds}\n");
        }

        foreach ((var name, var value) in gauges)
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n{name} {value}\n");
        return text.ToString();
    }
}
