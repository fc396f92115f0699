using System;
using System.Linq;
using NetVariants.Training;
using Xunit;

namespace NetVariants.Runtime.Tests.Training;

public sealed class StepCollectionsTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public void Garbage_is_collected_once_it_reaches_the_limit()
    {
        var collections = new StepCollections(most: 2 * Megabyte);

        // Every fifth step; the runner's threads may collect a few times before.
        Assert.InRange(Enumerable.Range(0, 100).Count(_ => Step(collections, Megabyte / 2)), 15, 25);
    }

    [Fact]
    public void After_a_collection_during_a_step_garbage_is_collected_earlier()
    {
        var collections = new StepCollections();
        for (var step = 0; step < 4; step++)
            Step(collections, Megabyte / 2);
        GC.Collect(0);

        Assert.False(Step(collections, Megabyte / 2));
        Assert.Contains(true, Enumerable.Range(0, 4).Select(_ => Step(collections, Megabyte / 2)));
    }

    private static bool Step(StepCollections collections, int garbage)
    {
        for (var bytes = 0; bytes < garbage; bytes += 1000)
            GC.KeepAlive(new byte[1000]);
        return collections.AfterStep();
    }
}
