using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Checkpoints;
using NetVariants.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>Trains several networks, one after another, in the same way on the same data.</summary>
/// <example>
/// <code>
/// var candidates = Zoo.All.Select(info => new Candidate(info, device => Zoo.Create(info.Name, device)));
/// ComparisonResult result = new Comparison([.. candidates], new TrainerOptions()).Run(FashionMnist.Load());
/// </code>
/// </example>
public sealed class Comparison
{
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly TrainerOptions _options;
    private readonly string? _folder;

    /// <summary>Makes a comparison.</summary>
    /// <param name="candidates">The networks, each of its own name.</param>
    /// <param name="options">How to train every one of them. Each starts from the weights of the same seed, whatever its place in the list.</param>
    /// <param name="folder">Where to save each network's best state, as <c>NAME.dat</c>; null to keep none.</param>
    /// <exception cref="ArgumentException">There are no candidates, or two share a name.</exception>
    public Comparison(IReadOnlyList<Candidate> candidates, TrainerOptions options, string? folder = null)
    {
        if (candidates.Count == 0)
            throw new ArgumentException("There is nothing to compare.", nameof(candidates));
        if (candidates.CountBy(candidate => candidate.Info.Name).FirstOrDefault(pair => pair.Value > 1).Key is string twice)
            throw new ArgumentException($"Two candidates are called '{twice}'.", nameof(candidates));
        _candidates = candidates;
        _options = options;
        _folder = folder;
    }

    /// <summary>Trains and tests every candidate. One that fails is reported as such and does not stop the others.</summary>
    /// <param name="data">What to train, validate and test on.</param>
    /// <param name="progress">Told how far the comparison is, on the calling thread.</param>
    /// <param name="cancellation">Ends the comparison; what is finished is returned.</param>
    /// <exception cref="InvalidOperationException">The options' device is not there.</exception>
    public ComparisonResult Run(DataSplits data, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default)
    {
        Device device = Devices.Choose(_options.Device);
        var environment = RunEnvironment.Now();
        List<CandidateResult> results = [];
        for (int i = 0; i < _candidates.Count && !cancellation.IsCancellationRequested; i++)
        {
            VariantInfo info = _candidates[i].Info;
            void Report(TrainingProgress? training, CandidateResult? finished) =>
                progress?.Report(new ComparisonProgress(info, i + 1, _candidates.Count, training, finished));

            Report(null, null);
            try
            {
                var forward = new Relay<TrainingProgress>(training => Report(training, null));
                results.Add(new CandidateResult(info, Train(_candidates[i], data, device, forward, cancellation), null));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                results.Add(new CandidateResult(info, null, error.Message));
            }

            Report(null, results[^1]);
        }

        return new ComparisonResult(data, _options, environment, results, results.Count < _candidates.Count);
    }

    private TrainingResult Train(
        Candidate candidate,
        DataSplits data,
        Device device,
        IProgress<TrainingProgress> progress,
        CancellationToken cancellation)
    {
        CheckFit(candidate.Info, data.Train);
        Seeding.Seed(device, _options.Seed);
        using Module<Tensor, Tensor> model = candidate.Create(device);
        CheckpointOptions? checkpoints = _folder is null ? null : new CheckpointOptions(Path.Combine(_folder, candidate.Info.Name)) { Declaration = candidate.Info.Declaration };
        return new Trainer(_options, progress).Fit(model, data.Train, data.Validation, data.Test, checkpoints, cancellation);
    }

    private static void CheckFit(VariantInfo info, IImageSource images)
    {
        ImageShape shape = images.Shape;
        if (info.InChannels != shape.Channels)
            throw new InvalidOperationException($"{info.Name} takes images of {info.InChannels} channels, these have {shape.Channels}: set InChannels = {shape.Channels}.");
        if (info.NumClasses != images.Classes.Count)
            throw new InvalidOperationException($"{info.Name} tells {info.NumClasses} classes apart, these images have {images.Classes.Count}: set NumClasses = {images.Classes.Count}.");
        if (Math.Min(shape.Height, shape.Width) < info.SmallestImageSize)
            throw new InvalidOperationException($"{info.Name} needs images of at least {info.SmallestImageSize} pixels a side, these are {shape}.");
    }

    /// <summary>Reports synchronously, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
