using NetVariants.Data;
using NetVariants.Training;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Training;

public sealed class LargeBlocksTests
{
    private static readonly TrainerOptions s_options = Synthetic.Options();

    private static readonly ImageShape s_images = new(1, 8, 8);

    [Fact]
    public void They_are_kept_where_a_training_takes_at_most_half_of_the_free_memory()
    {
        var needed = TrainingMemory.Predict(Auto.Info, s_options, s_images).BytesFor(s_options.BatchSize);

        Assert.True(AreKept(s_options, 2 * needed));
        Assert.False(AreKept(s_options, (2 * needed) - 2));
        Assert.True(AreKept(s_options with { MicroBatchSize = 1 }, (2 * needed) - 2));
        Assert.False(AreKept(s_options with { Recompute = true }, long.MaxValue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_options_decide_where_they_say(bool isKept)
    {
        var options = s_options with { KeepLargeBlocks = isKept };

        Assert.Equal(isKept, AreKept(options, freeBytes: 0));
        Assert.Equal(isKept, AreKept(options with { Recompute = true }, long.MaxValue));
    }

    [Fact]
    public void They_go_back_where_no_declaration_says_what_a_network_takes()
    {
        using var network = Synthetic.SeededNetwork();

        Assert.False(LargeBlocks.AreKept(s_options, network, s_images, CPU, long.MaxValue));
    }

    private static bool AreKept(TrainerOptions options, long freeBytes)
    {
        using var model = Auto.Create();
        return LargeBlocks.AreKept(options, model, s_images, CPU, freeBytes);
    }
}
