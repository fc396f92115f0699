using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class RandomTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        manual_seed(5);
        var first = randn(100);
        manual_seed(5);
        Assert.True(first.Equals(randn(100)));
        Assert.False(first.Equals(randn(100)));
        Assert.Equal(5, initial_seed());
    }

    [Fact]
    public void A_state_taken_can_be_returned_to()
    {
        var state = get_rng_state();
        var (a, b) = (rand(10), randperm(50));
        set_rng_state(state);
        Assert.True(a.Equals(rand(10)));
        Assert.True(b.Equals(randperm(50)));
    }

    [Fact]
    public void Generators_have_states_of_their_own()
    {
        using var one = new Generator(1);
        using var other = new Generator(1);
        manual_seed(9);
        var shared = rand(10);
        Assert.True(randn(20, generator: one).Equals(randn(20, generator: other)));
        manual_seed(9);
        _ = randn(20, generator: one);
        Assert.True(shared.Equals(rand(10)));
        using var state = one.get_state();
        var next = randint(100, [10], generator: one);
        other.set_state(state);
        Assert.True(next.Equals(randint(100, [10], generator: other)));
        Assert.Equal((7L, 7L), (one.manual_seed(7).initial_seed(), one.initial_seed()));
    }

    [Fact]
    public void Methods_in_place_take_a_generator()
    {
        using var one = new Generator(3);
        using var other = new Generator(3);
        Assert.True(empty(8).uniform_(-1, 1, one).Equals(empty(8).uniform_(-1, 1, other)));
        Assert.True(empty(8).normal_(2, 3, one).Equals(empty(8).normal_(2, 3, other)));
        Assert.True(empty(8).bernoulli_(0.5, one).Equals(empty(8).bernoulli_(0.5, other)));
        Assert.True(ones(8).multinomial(3, generator: one).Equals(ones(8).multinomial(3, generator: other)));
    }

    [Fact]
    public void Numbers_lie_where_they_should()
    {
        var dice = randint(1, 7, [1000]);
        Assert.Equal((1L, 6L, ScalarType.Int64), (dice.min().item<long>(), dice.max().item<long>(), dice.dtype));
        Assert.InRange(randint_int(3, 5), 3, 4);
        Assert.InRange(rand_float(), 0, 1);
        Assert.Equal([0L, 1, 2, 3, 4], randperm(5).sort().Values.data<long>().ToArray());
    }
}
