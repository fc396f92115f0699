using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests;
using TorchSharp;
using Xunit;
using static NetVariants.Integration.Tests.DensePairs;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>What bottlenecks that the backward pass computes again change: nothing but memory.</summary>
public sealed class MemoryEfficientTests
{
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

    /// <summary>Nothing before the first dense layer needs a gradient, which itself does.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_frozen_stem_stays_frozen(string name) => AssertSame(
        name,
        model =>
        {
            foreach (var (path, parameter) in model.named_parameters())
                parameter.requires_grad_(path.Contains("denselayer", StringComparison.Ordinal));
        },
        imagesNeedGradients: false,
        channelsLast: name != "group"); // where libtorch would end the process

    [Theory, MemberData(nameof(Names))]
    public void A_network_in_evaluation_has_the_same_gradients(string name) => AssertSame(name, model => model.eval());

    [Theory, MemberData(nameof(Names))]
    public void Evaluation_has_the_same_outputs(string name)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var images = ImagesOf(name);
        var (plain, efficient) = (Seeded(name), Seeded(name + Efficient));
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
            var model = Seeded(network);
            Tensor[] inputs = [images, .. model.parameters()];
            var gradients = autograd.grad([model.call(images).square().sum()], inputs);
            Assert.All(inputs, input => Assert.Null(input.grad));
            return cat([.. gradients.Select(gradient => gradient.flatten())]);
        }
    }

    /// <summary>The features go with the backward pass, though the loss lives on.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_backward_pass_releases_the_features(bool isUndefined)
    {
        using var scope = NewDisposeScope();
        var model = Seeded("dense" + Efficient);
        var images = ImagesOf("dense", count: 64);
        model.call(images).sum().backward();
        var before = Heap.BytesInUse;

        var loss = isUndefined ? NoGradient.apply(model.call(images)).sum() : model.call(images).sum();
        var kept = Heap.BytesInUse - before;
        loss.backward();

        Assert.True(Heap.BytesInUse - before <= kept / 10);
    }

    [Fact]
    public void Two_graphs_have_their_own_features()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (ImagesOf("dense"), ImagesOf("dense"));

        Assert.True(GradientOf("dense").Equals(GradientOf("dense" + Efficient)));

        Tensor GradientOf(string name)
        {
            var model = Seeded(name);
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
            var model = Seeded(name);
            var loss = model.call(images).square().sum();
            model.eval();
            loss.backward();
            Assert.All(model.modules(), module => Assert.False(module.training));
            return cat([.. model.parameters().Select(parameter => parameter.grad!.flatten())]);
        }
    }

    [Fact]
    public void Steps_leave_no_tensors()
    {
        using var outer = NewDisposeScope();
        var model = Seeded("dense" + Efficient);
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

    private static void AssertSame(
        string name, Action<Network>? prepare = null, bool imagesNeedGradients = true, ScalarType type = ScalarType.Float64,
        bool channelsLast = true)
    {
        using var scope = NewDisposeScope();
        var images = ImagesOf(name, type);

        var expected = Steps(name);
        var found = Steps(name + Efficient);

        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, pair => Assert.True(pair.Value.Equals(found[pair.Key]), pair.Key));

        // Two steps of each batch, so that each sees what the one before has left.
        Dictionary<string, Tensor> Steps(string network)
        {
            using var model = Seeded(network, type);
            prepare?.Invoke(model);
            var laid = images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
            Tensor[] batches = channelsLast ? [images.clone(), laid] : [images.clone()];
            foreach (var batch in batches)
            {
                batch.requires_grad_(imagesNeedGradients);
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
