using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.ML.OnnxRuntime;
using NetVariants.Data;
using NetVariants.Onnx.Inference;

namespace NetVariants.Onnx;

/// <summary>
/// Tells what images show, by a network in an ONNX file, with ONNX Runtime: no torch. Calls may be concurrent; each computes on its own
/// thread and <see cref="OnnxClassifierOptions.Threads"/> less one of the classifier's.
/// </summary>
/// <example>
/// <code>
/// using var classifier = OnnxClassifier.Open("resnet14.onnx");
/// var options = new ImageFolderOptions { Normalization = classifier.Normalization };
/// var images = ImageFolder.OfFiles(["cat.jpg"], classifier.Evaluation!, options);
/// Console.WriteLine(classifier.Classify(PixelBatch.Read(images, 0), top: 5)[0][0]);
/// </code>
/// </example>
public sealed class OnnxClassifier : IClassifier
{
    private readonly ClassifierSession _session;
    private readonly PixelNormalizer _normalizer;
    private readonly int _batchSize;

    // Disposal waits for the calls that are running: they are in native code.
    private readonly ReaderWriterLockSlim _use = new();
    private bool _isDisposed;

    private OnnxClassifier(ClassifierSession session, OnnxClassifierOptions options)
    {
        _session = session;
        (Declaration, Evaluation) = (session.Declaration, session.Evaluation);
        Classes = options.Classes ?? session.Classes
            ?? throw new ArgumentException(
                $"'{session.Path}' does not name its {(session.ClassCount is { } known ? $"{known} " : "")}classes: give their names in "
                    + "the order of the logits.",
                nameof(options));
        if (session.ClassCount is { } count && count != Classes.Count)
            throw new ArgumentException($"'{session.Path}' has {count} logits for {Classes.Count} classes: name {count} classes.",
                nameof(options));
        Normalization = NormalizationOf(session, options);
        _normalizer = new PixelNormalizer(Normalization);
        _batchSize = session.BatchSize ?? options.BatchSize;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How pixels become the network's input: one mean and one standard deviation for each channel that the file has.</summary>
    public Normalization Normalization { get; }

    /// <summary>How images become inputs, as the file says; null where it does not.</summary>
    public EvaluationTransform? Evaluation { get; }

    /// <summary>The declaration of the network, as the file says; null where it does not.</summary>
    public string? Declaration { get; }

    /// <summary>Opens an ONNX file of one input <c>[N, C, H, W]</c> and one output <c>[N, classes]</c>, of 32-bit floats.</summary>
    /// <param name="path">The file; weights next to it are found where they are.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot run it, or it is not an image classifier.</exception>
    /// <exception cref="ArgumentException">The file does not hold classes or normalization and neither do the options, or they do not fit
    /// the file.</exception>
    public static OnnxClassifier Open(string path, OnnxClassifierOptions? options = null)
    {
        options ??= new OnnxClassifierOptions();
        var session = ClassifierSession.Open(path, options.Threads);
        try
        {
            return new OnnxClassifier(session, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The classifier is disposed.</exception>
    public IReadOnlyList<IReadOnlyList<ClassProbability>> Classify(PixelBatch batch, int top = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        _session.Check(batch.Shape);
        _normalizer.Check(batch.Shape);
        _use.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            List<IReadOnlyList<ClassProbability>> best = new(batch.Count);
            for (var start = 0; start < batch.Count; start += _batchSize)
                Classify(batch, start, Math.Min(_batchSize, batch.Count - start), top, best);
            return best;
        }
        finally
        {
            _use.ExitReadLock();
        }
    }

    /// <summary>Waits for calls that are running, and releases the network.</summary>
    public void Dispose()
    {
        _use.EnterWriteLock();
        try
        {
            if (!_isDisposed)
                _session.Dispose();
            _isDisposed = true;
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }

    /// <summary>The normalization with as many means as the network takes channels; one stands for all.</summary>
    private static Normalization NormalizationOf(ClassifierSession session, OnnxClassifierOptions options)
    {
        var normalization = options.Normalization ?? session.Normalization ?? throw new ArgumentException(
            $"'{session.Path}' does not say how pixels become its input: give the Normalization of its training.", nameof(options));
        var count = normalization.Mean.Count;
        if (session.Channels is not { } channels || count == channels)
            return normalization;
        return count == 1
            ? new Normalization([.. Enumerable.Repeat(normalization.Mean[0], channels)],
                [.. Enumerable.Repeat(normalization.Std[0], channels)])
            : throw new ArgumentException(
                $"'{session.Path}' takes {channels} channels, and the Normalization has {count}: give one mean and std for each.",
                nameof(options));
    }

    private void Classify(PixelBatch batch, int start, int count, int top, List<IReadOnlyList<ClassProbability>> best)
    {
        // A file of a fixed batch size takes no fewer images: the rest is zeros.
        int taken = _session.BatchSize ?? count, values = batch.Shape.Bytes;
        var input = ArrayPool<float>.Shared.Rent(taken * values);
        try
        {
            _normalizer.Normalize(batch.Pixels.Slice(start * values, count * values), batch.Shape, input);
            input.AsSpan(count * values, (taken - count) * values).Clear();
            using var results = _session.Run(input.AsMemory(0, taken * values),
                [taken, batch.Shape.Channels, batch.Shape.Height, batch.Shape.Width]);
            var logits = results[0].GetTensorDataAsSpan<float>();
            var classes = logits.Length / taken;
            if (classes != Classes.Count)
                throw new NetworkMismatchException(
                    $"'{_session.Path}' gives {classes} logits for {Classes.Count} classes: name {classes} classes.");
            for (var i = 0; i < count; i++)
            {
                best.Add(TopClasses.Of(logits.Slice(i * classes, classes), Classes, top)
                    ?? throw new InvalidOperationException(
                        $"The logits of image {batch.Indices[start + i]} are NaN: look at the network's weights and the normalization."));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }
}
