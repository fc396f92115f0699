using System;
using System.Collections.Generic;
using NetVariants.Modules;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Training.Checkpoints;

/// <summary>A checkpoint whose record was edited, with a checksum that fits.</summary>
public sealed class CheckpointRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_position_where_no_training_can_be_is_rejected()
    {
        using var scope = NewDisposeScope();
        using var model = Synthetic.SeededNetwork();
        var data = Synthetic.Splits();
        new Trainer(Synthetic.Options(epochs: 2)).Fit(
            model, data.Train, data.Validation, checkpoints: new CheckpointOptions(_folder.Path));
        var path = _folder.File("last.checkpoint");
        var (record, tensors) = CheckpointRecord.Read(path);
        var position = record.Position;
        foreach (var impossible in new[]
        {
            position with { Epoch = 0 },
            position with { Step = -1 },
            position with { BestEpoch = 99 },
            position with { MicroBatchSize = 0 },
        })
        {
            CheckpointFile.Write(
                path, (record with { Position = impossible }).ToJson(), TensorBytes.Contents(tensors), new Dictionary<string, string>());

            Assert.Throws<DamagedCheckpointException>(() => CheckpointRecord.Read(path));
        }

        CheckpointFile.Write(path, record.ToJson(), TensorBytes.Contents(tensors), new Dictionary<string, string>());
        Assert.Equal(position.Epoch, CheckpointRecord.Read(path).Record.Position.Epoch);
    }
}
