using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Training.Tasks;

/// <summary>Counts, on the device that computes them, which class is taken for which.</summary>
internal sealed class ConfusionCounter : IDisposable
{
    private const int Guesses = 5;

    private readonly IReadOnlyList<string> _classes;
    private readonly int _guesses;
    private readonly Tensor _confusion;
    private readonly Tensor _hits;

    public ConfusionCounter(IReadOnlyList<string> classes, Device device)
    {
        _classes = classes;
        _guesses = Math.Min(Guesses, classes.Count);
        _confusion = zeros((long)classes.Count * classes.Count, ScalarType.Int64, device).DetachFromDisposeScope();
        _hits = zeros(1, ScalarType.Int64, device).DetachFromDisposeScope();
    }

    /// <summary>Adds a batch's logits <c>[N, classes]</c> and labels <c>[N]</c>.</summary>
    public void Add(Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var classes = _classes.Count;
        _confusion.add_(bincount(labels.mul(classes).add(logits.argmax(1)), minlength: (long)classes * classes));
        _hits.add_(logits.topk(_guesses, 1).indexes.eq(labels.unsqueeze(1)).sum());
    }

    /// <summary>The counts so far.</summary>
    public Evaluation Read(Metrics metrics)
    {
        using var scope = NewDisposeScope();
        var counts = _confusion.cpu().data<long>().ToArray();
        return new Evaluation(metrics, _guesses, (double)_hits.item<long>() / metrics.Images, _classes, [.. counts.Chunk(_classes.Count)]);
    }

    public void Dispose()
    {
        _confusion.Dispose();
        _hits.Dispose();
    }
}
