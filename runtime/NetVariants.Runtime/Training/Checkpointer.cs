using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Data;
using NetVariants.Modules;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Checks;
using NetVariants.Weights;
using NetVariants.Weights.Formats;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>Saves a training and resumes it: its network, optimizer, averages, best state and position.</summary>
internal sealed class Checkpointer : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly CheckpointOptions? _options;
    private readonly TrainerOptions _training;
    private readonly Module _model;
    private readonly OptimizerHelper _optimizer;
    private readonly ModelEma? _average;
    private readonly BestState _best;
    private readonly DataFingerprint? _data;
    private readonly IReadOnlyDictionary<string, string>? _texts;
    private readonly FolderLock? _lock;
    private long _savedAt = Stopwatch.GetTimestamp();
    private int _stepsSince;

    /// <summary>Prepares to save a training into the folder of the options, and claims it; without options it saves nothing.</summary>
    /// <exception cref="CheckpointException">The folder cannot be written, has too little room, or another training is using
    /// it.</exception>
    public Checkpointer(
        CheckpointOptions? options,
        TrainerOptions training,
        Module model,
        OptimizerHelper optimizer,
        ModelEma? average,
        BestState best,
        IImageSource train,
        IImageSource validation)
    {
        (_options, _training, _model, _optimizer, _average, _best) = (options, training, model, optimizer, average, best);
        if (options is null)
            return;
        CheckFolder(options.Folder);
        _lock = FolderLock.Take(options.Folder);
        try
        {
            _data = DataFingerprint.Compute(train, validation);
            _texts = WeightTexts.Of(options.Declaration, train, validation);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>Resumes a saved training, if there is one to resume.</summary>
    /// <exception cref="CheckpointException">The checkpoint is damaged, or belongs to another training.</exception>
    public TrainingPosition? Resume()
    {
        if (_options is null || CheckpointFile.ToResume(_options) is not { } path)
            return null;
        var (last, previous) = (PathOf(CheckpointFile.Last), PathOf(CheckpointFile.Previous));
        if (!File.Exists(path))
        {
            return _options.Resume == ResumeMode.Previous
                ? throw new CheckpointException($"There is no '{path}' to resume from: choose another folder, or start over.")
                : null;
        }

        try
        {
            var (position, optimizer) = Take(path);
            // In no scope of ours: TorchSharp's optimizers let the tensors that they read belong to the scope that is open.
            using (optimizer)
            {
                using var reader = new BinaryReader(new BufferedStream(new TensorStream(optimizer), BufferBytes));
                Optimizers.Load(_optimizer, reader);
            }

            return position;
        }
        catch (DamagedCheckpointException error) when (path == last)
        {
            var remedy = IsWhole(previous)
                ? " The one before it is valid: resume from it with ResumeMode.Previous."
                : " There is no valid one before it: start over with ResumeMode.Never or in another folder.";
            throw new DamagedCheckpointException(path, error.Reason, remedy, error);
        }
    }

    /// <summary>Takes note of a step, and saves if it is time to.</summary>
    public void AfterStep(Func<TrainingPosition> position)
    {
        _stepsSince++;
        if (_options is not null && (_stepsSince >= _options.EverySteps || Stopwatch.GetElapsedTime(_savedAt) >= _options.Every))
            Save(position());
    }

    /// <summary>Saves; the checkpoint before stays as the previous one.</summary>
    /// <exception cref="CheckpointException">It cannot be written; the ones before are as they were.</exception>
    public void Save(TrainingPosition position)
    {
        if (_options is null)
            return;
        var temporary = PathOf("next.checkpoint");
        using var scope = NewDisposeScope();
        try
        {
            CheckpointFile.Write(temporary, RecordOf(position).ToJson(), Contents(), _texts!);
            if (File.Exists(PathOf(CheckpointFile.Last)))
                File.Move(PathOf(CheckpointFile.Last), PathOf(CheckpointFile.Previous), overwrite: true);
            File.Move(temporary, PathOf(CheckpointFile.Last), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"The checkpoint '{PathOf(CheckpointFile.Last)}' cannot be written ({error.Message}): make room or choose another folder; "
                    + "the network keeps its state, and earlier checkpoints are whole.",
                error);
        }

        _savedAt = Stopwatch.GetTimestamp();
        _stepsSince = 0;
    }

    /// <summary>Writes the logs, the kept state's weights, and the epoch's own where more than one is kept.</summary>
    public void AfterEpoch(IReadOnlyList<EpochResult> epochs)
    {
        if (_options is null)
            return;
        TrainingLog.Write(_options.Folder, epochs);
        var latest = epochs[^1];
        if (latest.IsBest)
            _best.Write(PathOf(TrainedWeights.BestFile), _texts!);
        if (_options.KeepBest == 1)
            return;
        int[] kept = [.. epochs.OrderBy(epoch => double.IsNaN(epoch.Validation.Loss))
            .ThenBy(epoch => epoch.Validation.Loss)
            .Take(_options.KeepBest)
            .Select(epoch => epoch.Epoch)];
        if (kept.Contains(latest.Epoch))
            BestState.Write(
                EpochPath(latest.Epoch),
                StateDictOrder.Of(_model),
                _texts!,
                latest.Epoch,
                latest.Validation.Loss);
        foreach (var epoch in epochs.Where(epoch => !kept.Contains(epoch.Epoch)))
            File.Delete(EpochPath(epoch.Epoch));
    }

    /// <summary>Reads back what was saved: a debug run's proof that a training could resume.</summary>
    public void Verify()
    {
        if (_options is null)
            return;
        CheckpointRecord.Check(PathOf(CheckpointFile.Last));
    }

    /// <summary>Finds out before a training what would stop it after hours: a folder that cannot be written, a disk without room.</summary>
    private void CheckFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"The checkpoint folder '{folder}' cannot be written ({error.Message}): name one that can.", error);
        }

        // Three checkpoints at once while one is written: weights, best weights, average, and up to two moments of the optimizer.
        var state = StateDictOrder.Of(_model).Sum(pair => pair.Tensor.NumberOfElements * ScalarTypes.SizeOf(pair.Tensor.dtype));
        var needed = 3 * state * (2 + (_average is null ? 0 : 1) + (_training.Optimizer == OptimizerKind.Sgd ? 1 : 2));
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < needed)
        {
            throw new CheckpointException(string.Create(
                CultureInfo.InvariantCulture,
                $"The checkpoints need about {needed >> 20} MiB, and the disk of '{folder}' has {free
                    >> 20} MiB left: make room or choose another folder."));
        }
    }

    private void CheckFit(string path, CheckpointRecord record)
    {
        var difference = record.Network != _model.GetName() ? $"it is of {record.Network}, not of {_model.GetName()}"
            : record.Declaration is not null && _options!.Declaration is not null && record.Declaration != _options.Declaration
                ? $"its network is {record.Declaration}, not {_options.Declaration}"
            : OptionDifferences.Between(record.Options, _training).FirstOrDefault() ?? record.Data.DifferenceTo(_data!);
        if (record.Position.Epochs.FirstOrDefault(epoch => !double.IsFinite(epoch.Validation.Loss)) is { } diverged)
        {
            throw new CheckpointException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{path}' is of a training that diverged: its validation loss became {diverged.Validation.Loss} in epoch "
                    + $"{diverged.Epoch}. Start over with ResumeMode.Never or in another folder."));
        }

        if (difference is not null)
            throw new CheckpointException(
                $"'{path}' belongs to another training: {difference}. Use the same, or start over with ResumeMode.Never or in "
                    + "another folder.");
    }

    private CheckpointRecord RecordOf(TrainingPosition position) => new()
    {
        Format = CheckpointRecord.CurrentFormat,
        Network = _model.GetName(),
        Declaration = _options!.Declaration,
        Options = _training,
        Data = _data!,
        Environment = RunEnvironment.Now(),
        Position = position,
    };

    private List<TensorContent> Contents()
    {
        List<(string, Tensor)> tensors = [.. StateDictOrder.Of(_model).Select(pair => ("model." + pair.Name, pair.Tensor))];
        if (_average is not null)
            tensors.AddRange(_average.State.Select(pair => ("average." + pair.Name, pair.Tensor)));
        tensors.AddRange(_best.State.Select(pair => ("best." + pair.Name, pair.Tensor)));
        var length = 0L;
        using (var counter = new SinkStream(bytes => length += bytes.Length))
            Optimizers.Save(_optimizer, counter);
        // Written where it goes: a copy would take as much memory again.
        var optimizer = new WeightEntry("optimizer", ElementType.UInt8, [length]);
        return [.. TensorBytes.Contents(tensors), new TensorContent(optimizer, stream => Optimizers.Save(_optimizer, stream))];
    }

    /// <summary>Fills network, average and best state from a checkpoint, and gives the optimizer's state as it was saved.</summary>
    private (TrainingPosition Position, Tensor Optimizer) Take(string path)
    {
        using var scope = NewDisposeScope();
        var (record, tensors) = CheckpointRecord.Read(path);
        CheckFit(path, record);
        var byName = tensors.ToDictionary(pair => pair.Name, pair => pair.Tensor, StringComparer.Ordinal);
        List<(Tensor Target, Tensor Source)> copies = [.. StateDictOrder.Of(_model).Select(
            pair => Match("model." + pair.Name, pair.Tensor))];
        if (_average is not null)
            copies.AddRange(_average.State.Select(pair => Match("average." + pair.Name, pair.Tensor)));
        var optimizer = byName.GetValueOrDefault("optimizer") ?? throw Lacks("optimizer");
        if (StateDictOrder.Of(_model).FirstOrDefault(
            pair => FiniteState.IsNonFinite(pair.Name, pair.Tensor is Parameter, byName["model." + pair.Name])).Name is { } nonFinite)
            throw new CheckpointException(
                $"'{path}' is of a training that diverged: '{nonFinite}' holds NaN or infinity. Start over with ResumeMode.Never or in "
                    + "another folder.");
        using var noGradients = no_grad();
        foreach (var (target, source) in copies)
            target.copy_(source);
        _best.Load(record.Position.BestEpoch, record.Position.BestLoss, name => byName.GetValueOrDefault("best." + name));
        return (record.Position, optimizer.MoveToOuterDisposeScope());

        (Tensor, Tensor) Match(string name, Tensor target) =>
            byName.TryGetValue(name, out var source) && source.shape.AsSpan().SequenceEqual(target.shape) && source.dtype == target.dtype
                ? (target, source)
                : throw Lacks(name);

        CheckpointException Lacks(string name) => new($"'{path}' belongs to another network: it has no '{name}' of this shape and type.");
    }

    private static bool IsWhole(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            CheckpointRecord.Check(path);
            return true;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }

    private string PathOf(string name) => Path.Combine(_options!.Folder, name);

    private string EpochPath(int epoch) => PathOf($"epoch-{epoch:D3}.safetensors");
}
