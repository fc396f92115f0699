using System;
using System.IO;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training.Checkpoints;

public sealed class CheckpointMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.AdamW)]
    public void Saving_and_resuming_make_no_arrays_of_the_networks_size(OptimizerKind optimizer)
    {
        const int Width = 1 << 15;
        const long Bytes = Width * 68L * sizeof(float);
        var options = Synthetic.Options(epochs: 1) with { Optimizer = optimizer };
        var data = Synthetic.Splits(train: 64);
        var before = GC.GetTotalAllocatedBytes();

        for (var i = 0; i < 2; i++)
        {
            using var model = Sequential(Flatten(), Linear(64, Width), ReLU(), Linear(Width, 4));
            new Trainer(options).Fit(model, data.Train, data.Validation, checkpoints: new CheckpointOptions(_folder.Path));
        }

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Bytes);
        Assert.InRange(new FileInfo(_folder.File("last.checkpoint")).Length, 3 * Bytes, 5 * Bytes);
    }
}
