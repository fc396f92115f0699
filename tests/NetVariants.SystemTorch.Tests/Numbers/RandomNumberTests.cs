using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

/// <summary>One seed gives PyTorch's numbers: libtorch's Mersenne Twister on the CPU, asked in the same order.</summary>
public sealed class RandomNumberTests
{
    private static readonly Dictionary<string, Func<Tensor>> s_draws = new(StringComparer.Ordinal)
    {
        ["torch.randn(4, 5)"] = () => randn(4, 5),
        ["torch.randn(3, dtype=torch.float64)"] = () => randn(3, dtype: ScalarType.Float64),
        ["torch.rand(4, 5)"] = () => rand(4, 5),
        ["torch.randperm(1000)"] = () => randperm(1000),
        ["torch.randint(0, 10, (30,))"] = () => randint(0, 10, [30]),
        ["torch.full((50,), 0.3).bernoulli()"] = () => full([50], 0.3).bernoulli(),
        ["torch.empty(50).bernoulli_(0.3)"] = () => empty(50).bernoulli_(0.3),
        ["torch.empty(50).normal_(2, 3)"] = () => empty(50).normal_(2, 3),
        ["torch.empty(50).uniform_(-1, 3)"] = () => empty(50).uniform_(-1, 3),
        ["F.dropout(torch.ones(60), 0.4)"] = () => nn.functional.dropout(ones(60), 0.4),
        ["torch.multinomial(torch.arange(10.), 5)"] = () => arange(10, dtype: ScalarType.Float32).multinomial(5),
        ["torch.stack([torch.rand(1), torch.randn(1), torch.rand(1)])"] = () => stack([rand(1), randn(1), rand(1)]),
        ["torch.rand(6, generator=torch.Generator().manual_seed(8))"] = () => rand(6, generator: new Generator(8)),
    };

    public static TheoryData<string> Draws => [.. s_draws.Keys];

    [PeerTheory, MemberData(nameof(Draws))]
    public void One_seed_gives_PyTorchs_numbers(string draw)
    {
        using var scope = NewDisposeScope();
        var expected = Peer.Run($"torch.manual_seed(1234); x = {draw}", null, "x")["x"];

        manual_seed(1234);
        var actual = s_draws[draw]();

        // A unit in the last place: transformations to normal numbers differ that much between libtorch's versions.
        Agreement.Within(1e-15, expected, actual, draw);
    }

    [Fact]
    public void The_state_of_the_generator_can_be_kept_and_restored()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        rand(3);
        var state = get_rng_state();
        var first = randn(20);

        set_rng_state(state);

        Assert.True(first.Equals(randn(20)));
        Assert.False(first.Equals(randn(20)));
        Assert.Equal(5, initial_seed());
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        try
        {
            foreach (var count in Enumerable.Range(1, 3))
            {
                set_num_threads(count);
                Assert.Equal(count, get_num_threads());
            }
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
