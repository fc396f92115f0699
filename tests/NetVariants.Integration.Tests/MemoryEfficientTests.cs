using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>What bottlenecks that the backward pass computes again change: nothing but memory.</summary>
public sealed class MemoryEfficientTests
{
    private const string Efficient = "_efficient";

    public static TheoryData<string> Names =>
        [.. DensePairs.All.Select(info => info.Name).Where(name => !name.EndsWith(Efficient, StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Names))]
    public void Steps_have_the_same_numbers_to_the_bit(string name) => AssertSame(name);

    [Theory, MemberData(nameof(Names))]
    public void Frozen_beginnings_stay_frozen(string name) => AssertSame(name, model =>
    {
        var parameters = model.parameters().ToList();
        foreach (var parameter in parameters[..(parameters.Count / 2)])
            parameter.requires_grad_(false);
    });

    [Theory, MemberData(nameof(Names))]
    public void A_network_in_evaluation_has_the_same_gradients(string name) => AssertSame(name, model => model.eval());

    [Theory, MemberData(nameof(Names))]
    public void Less_is_kept(string name) => Assert.True(InfoOf(name + Efficient).ActivationBytes < InfoOf(name).ActivationBytes);

    [Theory, MemberData(nameof(Names))]
    public void Evaluation_has_the_same_outputs(string name)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var images = ImagesOf(name);
        var (plain, efficient) = (Create(name), Create(name + Efficient));
        plain.eval();
        efficient.eval();

        Assert.True(plain.call(images).Equals(efficient.call(images)));
    }

    [Fact]
    public void A_graph_that_is_retained_gives_its_gradients_again()
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf("dense");
        var model = Create("dense" + Efficient);
        var loss = model.call(images).square().sum();

        loss.backward(retain_graph: true);
        var once = model.parameters().Select(parameter => parameter.grad!.clone()).ToList();
        loss.backward();

        Assert.All(model.parameters().Zip(once), pair => Assert.True(pair.First.grad!.allclose(2 * pair.Second)));
    }

    [Fact]
    public void Two_graphs_have_their_own_features()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (ImagesOf("dense"), ImagesOf("dense"));

        Assert.True(GradientOf("dense").Equals(GradientOf("dense" + Efficient)));

        Tensor GradientOf(string name)
        {
            var model = Create(name);
            (model.call(first).square().sum() + model.call(second).square().sum()).backward();
            return cat([.. model.parameters().Select(parameter => parameter.grad!.flatten())]);
        }
    }

    [Fact]
    public void A_failure_of_the_second_pass_throws_where_the_backward_pass_was_called()
    {
        using var scope = NewDisposeScope();
        var model = Create("dense" + Efficient);
        var convolution = (TorchSharp.Modules.Conv2d)model.named_modules()
            .First(pair => pair.name.EndsWith("conv1", StringComparison.Ordinal)).module;
        var calls = 0;
        var hook = convolution.register_forward_pre_hook((_, input) => calls++ == 0 ? input : throw new InvalidOperationException());
        var counters = model.named_buffers().Where(pair => pair.name.EndsWith("tracked", StringComparison.Ordinal)).ToList();
        var loss = model.call(ImagesOf("dense")).sum();

        Assert.Throws<ExternalException>(() => loss.backward());
        hook.remove();
        model.zero_grad();
        model.call(ImagesOf("dense")).sum().backward();

        Assert.All(counters, pair => Assert.Equal(2, pair.buffer.ToDouble()));
        Assert.All(model.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Steps_leave_no_tensors()
    {
        using var outer = NewDisposeScope();
        var model = Create("dense" + Efficient);
        var images = ImagesOf("dense");
        var counts = new List<(long, long)>();

        for (var i = 0; i < 12; i++)
        {
            using (NewDisposeScope())
            {
                model.zero_grad();
                model.call(images).sum().backward();
            }

            counts.Add((DisposeScopeManager.Statistics.ThreadTotalLiveCount, outer.DisposablesCount));
        }

        Assert.Single(counts.Skip(2).Distinct());
    }

    private static VariantInfo InfoOf(string name) => DensePairs.All.Single(info => info.Name == name);

    private static Tensor ImagesOf(string name) => rand([3, .. InfoOf(name).InputShape], ScalarType.Float64);

    private static Network Create(string name)
    {
        manual_seed(5).Dispose();
        return DensePairs.Create(name, dtype: ScalarType.Float64);
    }

    private static void AssertSame(string name, Action<Network>? prepare = null)
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf(name);

        var expected = Steps(name);
        var found = Steps(name + Efficient);

        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, pair => Assert.True(pair.Value.Equals(found[pair.Key]), pair.Key));

        // Two steps, so that the second one sees what the first has left, on images that need gradients, then in channels_last.
        Dictionary<string, Tensor> Steps(string network)
        {
            using var model = Create(network);
            prepare?.Invoke(model);
            var channelsLast = images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
            foreach (var batch in new[] { images, channelsLast })
                model.call(batch.alias().requires_grad_()).square().sum().backward();

            var numbers = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
            foreach (var (path, parameter) in model.named_parameters())
                numbers.Add(path + ".grad", parameter.grad?.clone() ?? zeros(0));
            numbers.Add("random numbers", rand(4));
            return numbers;
        }
    }
}

/// <summary>Networks, each without and with <see cref="DenseNetVariantAttribute.MemoryEfficient"/>.</summary>
[DenseNetVariant("dense", "4,1,3", GrowthRate = 8, NumInitFeatures = 16, DropRate = 0.2, NumClasses = 5, ImageSize = 40)]
[DenseNetVariant("dense_efficient", Base = typeof(DensePairs.Dense), MemoryEfficient = true)]
[DenseNetVariant("small", "3,2", GrowthRate = 8, NumInitFeatures = 16, Stem = Stem.Small, NumClasses = 5, ImageSize = 16)]
[DenseNetVariant("small_efficient", Base = typeof(DensePairs.Small), MemoryEfficient = true)]
[DenseNetVariant(
    "silu", "2,2", GrowthRate = 8, NumInitFeatures = 32, Activation = Activation.SiLU, Norm = Norm.LayerNorm, NumClasses = 5,
    ImageSize = 40)]
[DenseNetVariant("silu_efficient", Base = typeof(DensePairs.Silu), MemoryEfficient = true)]
[DenseNetVariant(
    "group", "2,2", GrowthRate = 32, NumInitFeatures = 32, Compression = 1, Activation = Activation.LeakyReLU, Norm = Norm.GroupNorm,
    Stem = Stem.Deep, NumClasses = 5, ImageSize = 40)]
[DenseNetVariant("group_efficient", Base = typeof(DensePairs.Group), MemoryEfficient = true)]
public static partial class DensePairs;
