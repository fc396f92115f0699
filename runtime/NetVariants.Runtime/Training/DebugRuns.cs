using System;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Training;

/// <summary>Cuts a training down to its debug run.</summary>
internal static class DebugRuns
{
    private const int DryBatches = 2;

    /// <summary>The images and options of the debug run that the options ask for; as they are where they ask for none.</summary>
    public static (TrainerOptions Options, IImageSource Train, IImageSource Validation, IImageSource? Test) Arrange(
        TrainerOptions options, IImageSource train, IImageSource validation, IImageSource? test)
    {
        switch (options.DebugRun)
        {
            case DebugRun.FastDevRun:
                return (
                    options with { Epochs = 1 },
                    First(train, DryBatches * options.BatchSize),
                    First(validation, DryBatches * options.EvaluationBatchSize),
                    test is null ? null : First(test, DryBatches * options.EvaluationBatchSize));
            case DebugRun.OverfitBatch:
                var order = new RandomStream(options.Seed, 1).Permutation(train.Count);
                var batch = new ImageSubset(train, order[..Math.Min(options.BatchSize, order.Length)]);
                return (options, batch, batch, test is null ? null : batch);
            default:
                return (options, train, validation, test);
        }
    }

    private static ImageSubset First(IImageSource source, int count) =>
        new(source, [.. Enumerable.Range(0, Math.Min(count, source.Count))]);
}
