using System;
using NetVariants.Training;
using Xunit;

namespace NetVariants.Runtime.Tests.Training;

public sealed class StepCollectionsTests
{
    [Fact]
    public void Garbage_of_steps_is_collected_every_eight_megabytes()
    {
        const int Steps = 400, Garbage = 250_000;
        var collections = new StepCollections();
        var before = GC.CollectionCount(0);
        for (var step = 0; step < Steps; step++)
        {
            for (var bytes = 0; bytes < Garbage; bytes += 1000)
                GC.KeepAlive(new byte[1000]);
            collections.AfterStep();
        }

        // 100 MB, and what a step takes beyond the limit.
        Assert.InRange(GC.CollectionCount(0) - before, 11, int.MaxValue);
    }
}
