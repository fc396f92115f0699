using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Tests;
using NetVariants.Training.Recompute;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Runtime.Tests.Training.Recompute;

/// <summary>What is computed again has the same numbers, to the last bit, and leaves nothing else.</summary>
public sealed class RecomputationTests : IDisposable
{
    private int _repeated;

    public RecomputationTests() => Recomputation.Repeated = () => _repeated++;

    public static TheoryData<string> Names => [.. Recomputed.All.Select(info => info.Name)];

    public void Dispose() => Recomputation.Repeated = null;

    [Theory, MemberData(nameof(Names))]
    public void Gradients_statistics_and_random_numbers_are_the_same_to_the_bit(string name) => AssertSame(name, PlanOf(name).Parts);

    /// <summary>The plan leaves some blocks out: here is every one, each by itself.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Every_block_can_be_computed_again(string name) => AssertSame(name, BlocksOf(name));

    [Theory, MemberData(nameof(Names))]
    public void Frozen_beginnings_stay_frozen(string name) => AssertSame(name, BlocksOf(name), model =>
    {
        string[] paths = [.. model.named_parameters().Select(pair => pair.name)];
        model.Freeze(paths[..(paths.Length / 4)]);
        model.TrainAllButFrozen();
    });

    [Theory, MemberData(nameof(Names))]
    public void A_hook_that_changes_what_a_part_gets_counts_once(string name) => AssertSame(name, BlocksOf(name), model =>
    {
        string[] firsts = [.. BlocksOf(name).Select(part => part.Modules[0])];
        foreach (var (_, module) in model.named_modules().Where(pair => firsts.Contains(pair.name)))
            ((Network)module).register_forward_pre_hook((_, input) => input * 1.5);
    });

    [Theory, MemberData(nameof(Names))]
    public void A_networks_state_and_modules_keep_their_names(string name)
    {
        using var model = Recomputed.Create(name);
        string[] state = [.. model.state_dict().Keys];
        string[] modules = [.. model.named_modules().Select(pair => pair.name)];

        using var recomputation = Recomputation.Begin(model);

        Assert.Equal(state, model.state_dict().Keys);
        Assert.Equal(modules, model.named_modules().Select(pair => pair.name));
    }

    [Theory, MemberData(nameof(Names))]
    public void An_undefined_gradient_is_none(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Recomputed.Create(name);
        using var recomputation = Recomputation.Begin(model, BlocksOf(name));

        NoGradient.apply(model.call(ImagesOf(name))).sum().backward();

        Assert.Equal(0, _repeated);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Null(RecomputationFailure.Take());
    }

    [Fact]
    public void Evaluation_computes_once()
    {
        using var scope = NewDisposeScope();
        using var model = Recomputed.Create("densenet");
        using var recomputation = Recomputation.Begin(model);
        var images = ImagesOf("densenet");

        using (no_grad())
            model.call(images);

        Assert.Equal(0, _repeated);
    }

    [Fact]
    public void After_its_end_a_network_computes_once()
    {
        using var scope = NewDisposeScope();
        using var model = Recomputed.Create("densenet");
        Recomputation.Begin(model).Dispose();

        model.call(ImagesOf("densenet")).sum().backward();

        Assert.Equal(0, _repeated);
    }

    [Theory, MemberData(nameof(Names))]
    public void Steps_leave_no_tensors(string name)
    {
        using var outer = NewDisposeScope();
        using var model = Recomputed.Create(name);
        var images = ImagesOf(name);
        var counts = new List<(long, long)>();
        using (var recomputation = Recomputation.Begin(model))
        {
            for (var i = 0; i < 12; i++)
            {
                Step();
                counts.Add((DisposeScopeManager.Statistics.ThreadTotalLiveCount, outer.DisposablesCount));
            }

            void Step()
            {
                using var scope = NewDisposeScope();
                model.zero_grad();
                recomputation.Reset();
                model.call(images).sum().backward();
            }
        }

        Assert.Single(counts.Skip(2).Distinct());
    }

    private static RecomputePlan PlanOf(string name) => Recomputation.PlanOf(Recomputed.All.Single(info => info.Name == name));

    /// <summary>The outermost modules of the network's own classes; of a VGG, which has none, some convolutions.</summary>
    private static RecomputedPart[] BlocksOf(string name)
    {
        using var model = Recomputed.Create(name);
        string[] found =
        [
            .. model.named_modules()
                .Where(pair => pair.module is Network && pair.module.GetType().Assembly == typeof(Recomputed).Assembly)
                .Select(pair => pair.name),
        ];
        string[] blocks = [.. found.Where(path => !found.Any(other => path.StartsWith(other + ".", StringComparison.Ordinal)))];
        return blocks.Length > 0
            ? [.. blocks.Select(block => PartOf(block))]
            : [PartOf("features.0", "features.1"), PartOf("features.7", "features.8")];
    }

    private static RecomputedPart PartOf(params string[] modules) => new(new EquatableArray<string>(modules));

    private static Tensor ImagesOf(string name, ScalarType type = ScalarType.Float32)
    {
        var info = Recomputed.All.Single(info => info.Name == name);
        return rand([4, .. info.InputShape], type);
    }

    private void AssertSame(string name, IReadOnlyList<RecomputedPart> parts, Action<Network>? prepare = null)
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf(name, ScalarType.Float64);
        Assert.NotEmpty(parts);

        var expected = Steps(recompute: false);
        Assert.Equal(0, _repeated);
        var found = Steps(recompute: true);

        Assert.InRange(_repeated, prepare is null ? 2 * parts.Count : 1, 2 * parts.Count);
        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, pair => Assert.True(pair.Value.Equals(found[pair.Key]), pair.Key));

        // Two steps, so that the second one sees what the first has left.
        Dictionary<string, Tensor> Steps(bool recompute)
        {
            manual_seed(3);
            using var model = Recomputed.Create(name, dtype: ScalarType.Float64);
            prepare?.Invoke(model);
            using var recomputation = recompute ? Recomputation.Begin(model, parts) : null;
            for (var i = 0; i < 2; i++)
            {
                model.call(images).square().sum().backward();
                Assert.True(is_grad_enabled());
            }

            var numbers = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
            foreach (var (path, parameter) in model.named_parameters())
                numbers.Add(path + ".grad", parameter.grad?.clone() ?? zeros(0));
            numbers.Add("random numbers", rand(4));
            return numbers;
        }
    }
}
