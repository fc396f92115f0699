using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Tests;
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
    public void Steps_in_single_precision_have_the_same_numbers_to_the_bit(string name) => AssertSame(name, type: ScalarType.Float32);

    [Theory, MemberData(nameof(Names))]
    public void Frozen_beginnings_stay_frozen(string name) => AssertSame(name, model =>
    {
        var parameters = model.parameters().ToList();
        foreach (var parameter in parameters[..(parameters.Count / 2)])
            parameter.requires_grad_(false);
    });

    /// <summary>
    /// Nothing before the first dense layer needs a gradient, which itself does. In channels_last libtorch's group normalization would end
    /// the process there.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void A_frozen_stem_stays_frozen(string name) => AssertSame(
        name,
        model =>
        {
            foreach (var (path, parameter) in model.named_parameters())
                parameter.requires_grad_(path.Contains("denselayer", StringComparison.Ordinal));
        },
        imagesNeedGradients: false,
        formats: 1);

    [Theory, MemberData(nameof(Names))]
    public void A_network_in_evaluation_has_the_same_gradients(string name) => AssertSame(name, model => model.eval());

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

    [Theory, MemberData(nameof(Names))]
    public void Gradients_of_parameters_and_images_are_returned_without_a_backward_pass_of_all(string name)
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf(name).requires_grad_();

        Assert.True(GradientsOf(name).Equals(GradientsOf(name + Efficient)));

        Tensor GradientsOf(string network)
        {
            var model = Create(network);
            Tensor[] inputs = [images, .. model.parameters()];
            var gradients = autograd.grad([model.call(images).square().sum()], inputs);
            Assert.All(inputs, input => Assert.Null(input.grad));
            return cat([.. gradients.Select(gradient => gradient.flatten())]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void There_is_no_second_backward_pass(bool createGraph)
    {
        using var scope = NewDisposeScope();
        var loss = Create("dense" + Efficient).call(ImagesOf("dense")).square().sum();
        if (!createGraph)
            loss.backward(retain_graph: true);

        Assert.Throws<ExternalException>(() => loss.backward(create_graph: createGraph));
        Assert.IsType<NotSupportedException>(RecomputationFailure.Take());
    }

    /// <summary>The features go with the backward pass, though the loss lives on.</summary>
    [Fact]
    public void The_backward_pass_releases_the_features()
    {
        using var scope = NewDisposeScope();
        var model = Create("dense" + Efficient);
        var images = ImagesOf("dense", count: 64);
        model.call(images).sum().backward();
        var before = Heap.BytesInUse;

        var loss = model.call(images).sum();
        var kept = Heap.BytesInUse - before;
        loss.backward();

        Assert.InRange(Heap.BytesInUse - before, 0, kept / 10);
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
    public void The_mode_of_the_forward_pass_counts()
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf("dense");

        Assert.True(GradientOf("dense").Equals(GradientOf("dense" + Efficient)));

        Tensor GradientOf(string name)
        {
            var model = Create(name);
            var loss = model.call(images).square().sum();
            model.eval();
            loss.backward();
            Assert.All(model.modules(), module => Assert.False(module.training));
            return cat([.. model.parameters().Select(parameter => parameter.grad!.flatten())]);
        }
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("dense" + Efficient)]
    public void Weights_that_change_before_the_backward_pass_are_noticed(string name)
    {
        using var scope = NewDisposeScope();
        var model = Create(name);
        var loss = model.call(ImagesOf("dense")).sum();
        using (no_grad())
            ConvolutionOf(model).weight.mul_(2);

        Assert.Throws<ExternalException>(() => loss.backward());
    }

    [Fact]
    public void A_failure_of_the_second_pass_throws_where_the_backward_pass_was_called()
    {
        using var scope = NewDisposeScope();
        var model = Create("dense" + Efficient);
        var calls = 0;
        var cause = new InvalidOperationException();
        var hook = ConvolutionOf(model).register_forward_pre_hook((_, input) => calls++ == 0 ? input : throw cause);
        var loss = model.call(ImagesOf("dense")).sum();
        var statistics = model.buffers().Select(buffer => buffer.clone()).ToList();

        var error = Assert.Throws<ExternalException>(() => loss.backward());
        Assert.Contains("invalid gradient", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, RecomputationFailure.Take());
        Assert.Null(RecomputationFailure.Last);
        Assert.All(model.buffers().Zip(statistics), pair => Assert.True(pair.First.Equals(pair.Second)));

        hook.remove();
        model.zero_grad();
        model.call(ImagesOf("dense")).sum().backward();

        Assert.All(CountersOf(model), counter => Assert.Equal(2, counter.ToDouble()));
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

    private static Tensor ImagesOf(string name, ScalarType type = ScalarType.Float64, int count = 3) =>
        rand([count, .. InfoOf(name).InputShape], type);

    private static Network Create(string name, ScalarType type = ScalarType.Float64)
    {
        manual_seed(5).Dispose();
        return DensePairs.Create(name, dtype: type);
    }

    private static TorchSharp.Modules.Conv2d ConvolutionOf(Network model) => (TorchSharp.Modules.Conv2d)model.named_modules()
        .First(pair => pair.name.EndsWith("conv1", StringComparison.Ordinal)).module;

    private static IEnumerable<Tensor> CountersOf(Network model) => model.named_buffers()
        .Where(pair => pair.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(pair => pair.buffer);

    private static void AssertSame(
        string name, Action<Network>? prepare = null, bool imagesNeedGradients = true, ScalarType type = ScalarType.Float64,
        int formats = 2)
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf(name, type);

        var expected = Steps(name);
        var found = Steps(name + Efficient);

        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, pair => Assert.True(pair.Value.Equals(found[pair.Key]), pair.Key));

        // Twice two steps, so that each sees what the one before has left; the last two in channels_last.
        Dictionary<string, Tensor> Steps(string network)
        {
            using var model = Create(network, type);
            prepare?.Invoke(model);
            var channelsLast = images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
            Tensor[] batches =
                [.. new[] { images, channelsLast }.Take(formats).Select(batch => batch.clone().requires_grad_(imagesNeedGradients))];
            foreach (var batch in batches)
            {
                model.call(batch).square().sum().backward();
                model.call(batch).square().sum().backward();
            }

            var numbers = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
            foreach (var batch in batches.Where(_ => imagesNeedGradients))
                numbers.Add($"gradient {numbers.Count}", batch.grad!);
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
