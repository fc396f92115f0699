using System.Linq;
using Xunit;

namespace NetVariants.Data.Tests;

public sealed class RandomStreamTests
{
    // The reference implementation, https://prng.di.unimi.it/splitmix64.c, from state 0.
    [Fact]
    public void Numbers_equal_those_of_the_reference_implementation_of_SplitMix64()
    {
        RandomStream stream = default;
        ulong[] drawn = [stream.NextBits(), stream.NextBits(), stream.NextBits()];
        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], drawn);
    }

    [Fact]
    public void A_path_alone_decides_what_is_drawn()
    {
        Assert.Equal(new RandomStream(1, 2, 3).NextBits(), new RandomStream(1, 2, 3).NextBits());
        ulong[] draws = [.. new long[][] { [1, 2, 3], [1, 3, 2], [1, 2], [1, 2, 3, 0], [2, 2, 3], [-1, 2, 3] }.Select(
            path => new RandomStream(path).NextBits())];
        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    [Fact]
    public void A_permutation_holds_every_number_once_and_places_them_evenly()
    {
        var firsts = new int[5];
        for (var seed = 0; seed < 10_000; seed++)
        {
            var order = new RandomStream(seed).Permutation(5);
            Assert.Equal([0, 1, 2, 3, 4], order.Order());
            firsts[order[0]]++;
        }

        // 2,000 expected each; five standard deviations are 200.
        Assert.All(firsts, count => Assert.InRange(count, 1_800, 2_200));
    }

    [Fact]
    public void Seeds_are_never_negative() =>
        Assert.All(Enumerable.Range(0, 100), path => Assert.True(new RandomStream(path).NextSeed() >= 0));
}
