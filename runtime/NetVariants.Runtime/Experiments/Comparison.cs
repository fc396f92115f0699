using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Checks;
using NetVariants.Training.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Experiments;

/// <summary>Trains several networks, one after another, in the same way on the same data.</summary>
/// <example>
/// <code>
/// var candidates = Zoo.All.Select(info => new Candidate(info, device => Zoo.Create(info.Name, device)));
/// var result = new Comparison([.. candidates], new TrainerOptions()).Run(FashionMnist.Load());
/// </code>
/// </example>
public sealed class Comparison
{
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly TrainerOptions _options;
    private readonly string? _folder;
    private readonly IReadOnlyList<long> _seeds;

    /// <summary>Makes a comparison.</summary>
    /// <param name="candidates">The networks, each of its own name.</param>
    /// <param name="options">How to train every one of them. Each starts from the weights of the same seed, whatever its place in the
    /// list.</param>
    /// <param name="folder">
    /// Where to save each training, as <c>NAME</c>, or <c>NAME/seed-N</c> where there are several seeds: its checkpoints, best weights,
    /// logs and result. Null to keep none.
    /// </param>
    /// <param name="seeds">
    /// The seeds with which every network is trained, all of a seed on the same order of images; null for that of the options.
    /// </param>
    /// <exception cref="ArgumentException">There are no candidates or seeds, two candidates share a name, or a seed is given
    /// twice.</exception>
    public Comparison(IReadOnlyList<Candidate> candidates, TrainerOptions options, string? folder = null, IReadOnlyList<long>? seeds = null)
    {
        _seeds = seeds ?? [options.Seed];
        if (_seeds.Count == 0 || _seeds.Distinct().Count() != _seeds.Count)
            throw new ArgumentException("Seeds have to be given, each once.", nameof(seeds));
        if (candidates.Count == 0)
            throw new ArgumentException("There is nothing to compare.", nameof(candidates));
        if (candidates.CountBy(candidate => candidate.Info.Name).FirstOrDefault(pair => pair.Value > 1).Key is string twice)
            throw new ArgumentException($"Two candidates are called '{twice}'.", nameof(candidates));
        _candidates = candidates;
        _options = options;
        _folder = folder;
    }

    /// <summary>
    /// After what time within an epoch a training saves itself, besides at the end of each; only where there is a folder.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above zero.</exception>
    public TimeSpan CheckpointEvery
    {
        get;
        init =>
            field = value > TimeSpan.Zero
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "CheckpointEvery has to be above zero.");
    }

    = CheckpointOptions.DefaultInterval;

    /// <summary>
    /// Makes what follows a training, such as a log for TensorBoard, from the training's folder; only where there is a folder. Null for
    /// nothing.
    /// </summary>
    public Func<string, ITrainingObserver>? ObserverOf { get; init; }

    /// <summary>Trains and tests every candidate. One that fails is reported as such and does not stop the others.</summary>
    /// <param name="data">What to train, validate and test on.</param>
    /// <param name="progress">Receives progress reports, on the calling thread.</param>
    /// <param name="resume">
    /// Whether to resume the comparison that is saved in the folder: what is finished is read back, and the training that was interrupted
    /// resumes where it was. Otherwise what is there is overwritten.
    /// </param>
    /// <param name="cancellation">Ends the comparison, after saving the running training; what is finished is returned.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part of the data has no images.</exception>
    /// <exception cref="ArgumentException">A label names no class, or the parts differ in their classes or normalization.</exception>
    /// <exception cref="InvalidOperationException">
    /// The options' device is not there, there is one class alone, or another thread of this process trains.
    /// </exception>
    /// <exception cref="LibTorchException">libtorch does not load.</exception>
    /// <exception cref="CheckpointException">
    /// The folder holds another run, and <paramref name="resume"/> is set; or another run is using it. Nothing was changed.
    /// </exception>
    public ComparisonResult Run(
        DataSplits data, IProgress<ComparisonProgress>? progress = null, bool resume = false, CancellationToken cancellation = default)
    {
        DataChecks.Check(new ClassificationTask(data.Train.Classes), data.Train, data.Validation, data.Test);
        using var claim = TorchClaim.Take();
        var device = Devices.Choose(_options.Device);
        using var folder = Claim();
        var (firstStarted, earlierSize) = resume && _folder is not null ? RunManifest.FindStart(ManifestPath) : default;
        var options = earlierSize is { } size
            ? BatchSizes.With(_options, size)
            : BatchSizes.Choose(_options, [.. _candidates.Select(candidate => candidate.Info)], data.Train.Shape, device);
        var environment = RunEnvironment.Now();
        var fingerprint = _folder is null ? null : DataFingerprint.Compute(data.Train, data.Validation, data.Test);
        var finished = new Dictionary<(string, long), TrainingResult>();
        if (resume)
        {
            foreach (var (candidate, seed) in Runs())
            {
                if (FolderOf(options, candidate.Info, seed, fingerprint)?.Read() is { } result)
                    finished[(candidate.Info.Name, seed)] = result;
            }
        }
        else
        {
            RunFolder.ClearAll([.. Runs().Select(run => FolderOf(options, run.Candidate.Info, run.Seed, fingerprint)).OfType<RunFolder>()]);
        }

        WriteManifest(options, data, environment, firstStarted, ended: null);
        List<CandidateResult> results = [];
        for (var i = 0; i < _candidates.Count && !cancellation.IsCancellationRequested; i++)
        {
            var info = _candidates[i].Info;
            List<SeedResult> seeds = [];
            foreach (var seed in _seeds)
            {
                void Report(TrainingProgress? training, CandidateResult? done) =>
                    progress?.Report(new ComparisonProgress(info, i + 1, _candidates.Count, training, done)
                    {
                        Seed = seed,
                        Seeds = _seeds.Count,
                        BatchSize = options.BatchSize,
                    });

                Report(null, null);
                try
                {
                    var forward = new Relay<TrainingProgress>(training => Report(training, null));
                    var result = finished.GetValueOrDefault((info.Name, seed))
                        ?? Train(
                            options with { Seed = seed }, _candidates[i], data, FolderOf(options, info, seed, fingerprint), device, forward,
                            resume, cancellation);
                    seeds.Add(new SeedResult(seed, result, null));
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    break;
                }
                catch (Exception error)
                {
                    seeds.Add(new SeedResult(seed, null, TorchErrors.Summary(error)));
                }

                Report(null, CandidateResult.FromSeeds(info, [.. seeds]));
            }

            if (seeds.Count > 0)
                results.Add(CandidateResult.FromSeeds(info, seeds));
        }

        WriteManifest(options, data, environment, firstStarted, DateTimeOffset.UtcNow);
        var isWhole = results.Count == _candidates.Count && results.All(result => result.Seeds.Count == _seeds.Count);
        return new ComparisonResult(data, options, environment, results, !isWhole);
    }

    private TrainingResult Train(
        TrainerOptions options,
        Candidate candidate,
        DataSplits data,
        RunFolder? folder,
        Device device,
        IProgress<TrainingProgress> progress,
        bool resume,
        CancellationToken cancellation)
    {
        BatchSizes.Check(_options, options.BatchSize, candidate.Info, data.Train.Shape, device, isCreated: false);
        Seeding.Seed(device, options.Seed);
        using var model = candidate.Create(device);
        var observer = folder is null ? null : ObserverOf?.Invoke(folder.Folder);
        var result = new Trainer(options, progress, observer)
            .Fit(model, data.Train, data.Validation, data.Test, folder?.Checkpoints(resume, CheckpointEvery), cancellation);
        folder?.Write(result);
        return result;
    }

    private IEnumerable<(Candidate Candidate, long Seed)> Runs() =>
        _candidates.SelectMany(candidate => _seeds.Select(seed => (candidate, seed)));

    private FolderLock? Claim()
    {
        if (_folder is null)
            return null;
        Directory.CreateDirectory(_folder);
        return FolderLock.Take(_folder);
    }

    private RunFolder? FolderOf(TrainerOptions options, VariantInfo info, long seed, DataFingerprint? data)
    {
        if (_folder is null || data is null)
            return null;
        return new RunFolder(
            RunFolder.PathOf(_folder, info.Name, _seeds, seed),
            info,
            options with { Seed = seed },
            data);
    }

    private string ManifestPath => RunManifest.PathIn(_folder!);

    private void WriteManifest(
        TrainerOptions options, DataSplits data, RunEnvironment environment, DateTimeOffset? firstStarted, DateTimeOffset? ended)
    {
        if (_folder is not null)
            RunManifest.Write(
                ManifestPath, options, _seeds, _candidates.Select(candidate => candidate.Info), data, environment, ended, firstStarted);
    }

    /// <summary>Reports synchronously, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
