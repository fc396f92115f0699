using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Inference;

/// <summary>Tells what images show, by a trained network in evaluation mode.</summary>
/// <example>
/// <code>
/// using var classifier = new Classifier(model, classes, normalization, torch.CPU);
/// foreach (var batch in BatchLoader.Read(images, order, new LoaderOptions { BatchSize = 32 }))
///     foreach (var best in classifier.Classify(batch, top: 5))
///         Console.WriteLine(best[0]);
/// </code>
/// </example>
public sealed class Classifier : IClassifier
{
    private readonly Module<Tensor, Tensor> _model;
    private readonly BatchTransfer _transfer;

    /// <summary>
    /// Moves <paramref name="model"/> to <paramref name="device"/> and puts it into evaluation mode; it stays the caller's to dispose.
    /// </summary>
    /// <param name="model">Takes images <c>[N, C, H, W]</c> and returns logits <c>[N, classes]</c>.</param>
    /// <param name="classes">The names of the classes, in the order of the logits.</param>
    /// <param name="normalization">How pixels become the network's input: as in its training.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="format">How maps lie in memory.</param>
    /// <exception cref="NetworkMismatchException">The network cannot compute in that format.</exception>
    /// <exception cref="LibTorchException">libtorch does not load.</exception>
    public Classifier(
        Module<Tensor, Tensor> model,
        IReadOnlyList<string> classes,
        Normalization normalization,
        Device device,
        MemoryFormat format = MemoryFormat.Auto)
    {
        LibTorch.EnsureLoaded();
        _model = model;
        Classes = classes;
        _model.to(device);
        _model.eval();
        _transfer = NetworkCall.TransferOf(model, normalization, device, format);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<ClassProbability>> Classify(PixelBatch batch, int top = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var logits = LogitsOf(batch);
        var count = Math.Min(top, Classes.Count);
        var (probabilities, indices) = functional.softmax(logits, 1).topk(count, 1);
        var values = probabilities.to(ScalarType.Float64, CPU).data<double>().ToArray();
        if (Array.FindIndex(values, double.IsNaN) is >= 0 and int first)
            throw new InvalidOperationException(
                $"The logits of image {batch.Indices[first / count]} are NaN: look at the network's weights and at the normalization.");
        var labels = indices.cpu().data<long>().ToArray();
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(image => (IReadOnlyList<ClassProbability>)
            [
                .. Enumerable.Range(image * count, count).Select(
                    i => new ClassProbability((int)labels[i], Classes[(int)labels[i]], values[i])),
            ]),
        ];
    }

    private Tensor LogitsOf(PixelBatch batch)
    {
        try
        {
            return NetworkCall.Logits(_model, _transfer.Send(batch).Images, Classes.Count);
        }
        catch (Exception error) when (TorchErrors.IsOutOfMemory(error))
        {
            throw TorchErrors.NoRoomFor(batch.Count, "classify", "give fewer", error);
        }
    }

    /// <summary>Releases the constants of the transfer; the network stays.</summary>
    public void Dispose() => _transfer.Dispose();
}
