using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Training;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training;

public sealed class ReproducibleTrainingTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_to_the_last_bit()
    {
        var (losses, state) = Train(seed: 1);
        var (again, sameState) = Train(seed: 1);

        Assert.Equal(losses, again);
        Assert.Equal(state, sameState);
        Assert.NotEqual(losses, Train(seed: 2).Losses);
    }

    [Fact]
    public void Other_random_draws_of_the_program_change_nothing()
    {
        var (losses, _) = Train(seed: 1);
        var drawing = new CallbackProgress<TrainingProgress>(_ => rand(3).Dispose());

        Assert.Equal(losses, Train(seed: 1, drawing).Losses);
    }

    [Fact]
    public void The_number_of_batches_prefetched_changes_nothing() =>
        Assert.Equal(Train(seed: 1).Losses, Train(seed: 1, prefetch: 1).Losses);

    private static (double[] Losses, Dictionary<string, double[]> State) Train(
        long seed, System.IProgress<TrainingProgress>? progress = null, int prefetch = 4)
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();
        var options = Synthetic.Options() with { Seed = seed, PrefetchBatches = prefetch };
        var result = new Trainer(options, progress).Fit(model, data.Train, data.Validation, data.Test);
        return ([
            .. result.Epochs.SelectMany(epoch => new[] { epoch.Train.Loss, epoch.Validation.Loss }), result.Test!.Metrics.Loss
        ], Synthetic.StateOf(model));
    }
}
