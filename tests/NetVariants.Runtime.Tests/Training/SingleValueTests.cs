using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Inference;
using NetVariants.Training;
using NetVariants.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Runtime.Tests.Training;

/// <summary>
/// PyTorch's rule: batch normalization expects more than one value per channel in training. The network here gives its last normalization a
/// 1×1 map, so a part of one image breaks it, whichever way it comes about.
/// </summary>
public sealed class SingleValueTests
{
    private static readonly IImageSource s_validation = Synthetic.Images(16, 2);

    [Theory]
    [InlineData(32, 1, null, "a batch of one image", "BatchSize = 2 or more")]
    [InlineData(1, 16, null, "a batch of one image", "only one training image")]
    [InlineData(32, 16, 1, "one image alone (a batch of 16 in parts of at most 1)", "MicroBatchSize = 3 or more")]
    [InlineData(32, 15, 2, "one image alone (a batch of 15 in parts of at most 2)", "MicroBatchSize = 3 or more")]
    [InlineData(35, 16, 2, "one image alone (a batch of 3 in parts of at most 2)", "BatchSize that leaves no single image")]
    [InlineData(33, 16, 2, "one image alone (a batch of 17 in parts of at most 2)", "BatchSize that leaves no single image")]
    public void A_micro_batch_of_one_image_is_rejected_before_the_network_changes(
        int images, int batchSize, int? microBatch, string part, string remedy)
    {
        using var model = SmallMap();
        var before = Synthetic.StateOf(model);
        var options = Synthetic.Options() with { BatchSize = batchSize, MicroBatchSize = microBatch };

        var error = Assert.Throws<NetworkMismatchException>(() => new Trainer(options).Fit(model, Synthetic.Images(images), s_validation));

        Assert.Contains("Sequential's batch normalization 'norm'", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected more than 1 value per channel when training", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Synthetic.StateOf(model));
    }

    [Fact]
    public void Accepted_sizes_give_finite_numbers()
    {
        for (var images = 2; images < 12; images++)
        {
            for (var batchSize = 2; batchSize < 8; batchSize++)
            {
                foreach (var microBatch in new int?[] { null, 1, 2, 3, 4 })
                {
                    using var model = SmallMap();
                    var options = Synthetic.Options(epochs: 1) with { BatchSize = batchSize, MicroBatchSize = microBatch };
                    var accepted = true;
                    try
                    {
                        new Trainer(options).Fit(model, Synthetic.Images(images), s_validation);
                    }
                    catch (NetworkMismatchException)
                    {
                        accepted = false;
                    }

                    Assert.All(
                        Synthetic.StateOf(model),
                        pair => Assert.All(
                            pair.Value,
                            value => Assert.True(double.IsFinite(value), $"{images} in {batchSize} by {microBatch}: {pair.Key}")));
                    if (microBatch is null or > 2)
                        Assert.True(accepted, $"{images} images in batches of {batchSize} by {microBatch}");
                }
            }
        }
    }

    [Fact]
    public void Frozen_and_larger_maps_take_single_images()
    {
        var options = Synthetic.Options(epochs: 1) with { BatchSize = 1 };
        using var frozen = SmallMap();
        frozen.Freeze("norm");
        using var larger = Synthetic.SeededNetwork();
        using Network evaluating = new Evaluating(SmallMap());

        foreach (var model in new[] { frozen, larger, evaluating })
            Assert.True(double.IsFinite(new Trainer(options).Fit(model, Synthetic.Images(8), s_validation).Epochs[0].Validation.Loss));
    }

    [Fact]
    public void Memory_for_single_images_only_is_reported()
    {
        using var model = new Small(SmallMap(), room: 1);
        var options = Synthetic.Options() with { EvaluationBatchSize = 1 };

        var error = Assert.Throws<NetworkMismatchException>(() => new Trainer(options).Fit(model, Synthetic.Images(32), s_validation));

        Assert.Contains("The device's memory has no room for more", error.Message, StringComparison.Ordinal);
        Assert.IsType<ExternalException>(error.InnerException);
        Assert.All(Synthetic.StateOf(model), pair => Assert.All(pair.Value, value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void Instance_norm_over_single_values_is_rejected()
    {
        using Network model = Sequential(
            ("pool", AdaptiveAvgPool2d(1)), ("norm", InstanceNorm2d(1)), ("flatten", Flatten()), ("linear", Linear(1, 4)));

        Assert.Contains(
            "more than 1 spatial element",
            Assert.Throws<NetworkMismatchException>(
                () => new Trainer(Synthetic.Options()).Fit(model, Synthetic.Images(32), s_validation)).Message);
    }

    [Theory]
    [InlineData(8, 1, "Sequential's group normalization 'norm' would get a batch of one image, and sees one value per group")]
    [InlineData(4, 1, null)]
    [InlineData(8, 2, null)]
    public void A_group_of_one_value_needs_more_than_one_image_as_in_PyTorch(int groups, int batchSize, string? message)
    {
        var norm = GroupNorm(groups, 8);
        using Network model = Sequential(("conv", Conv2d(1, 8, 8)), ("norm", norm), ("flatten", Flatten()), ("linear", Linear(8, 4)));
        // TorchSharp 0.107.0 leaves them as the memory was.
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);

        var error = Record.Exception(
            () => new Trainer(Synthetic.Options(epochs: 1) with { BatchSize = batchSize }).Fit(model, Synthetic.Images(8), s_validation));

        if (message is null)
            Assert.Null(error);
        else
            Assert.StartsWith(message, Assert.IsType<NetworkMismatchException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_reports_it_for_that_network_only()
    {
        Candidate[] candidates = [new(Synthetic.InfoOf("small", "VGG"), _ => SmallMap()), Synthetic.Candidate("large")];

        var result = new Comparison(candidates, Synthetic.Options(epochs: 1) with { BatchSize = 1 }).Run(Synthetic.Splits(train: 8));

        Assert.Contains("BatchSize = 2 or more", result.Candidates[0].Failure, StringComparison.Ordinal);
        Assert.NotNull(result.Candidates[1].Training);
    }

    private static Network SmallMap()
    {
        manual_seed(5).Dispose();
        return Sequential(
            ("conv", Conv2d(1, 8, 8)), ("norm", BatchNorm2d(8)), ("relu", ReLU()), ("flatten", Flatten()), ("linear", Linear(8, 4)));
    }

    /// <summary>A network whose normalizations always evaluate.</summary>
    private sealed class Evaluating : Module<Tensor, Tensor>
    {
        private readonly Network _inner;

        public Evaluating(Network inner)
            : base(nameof(Evaluating))
        {
            _inner = inner;
            RegisterComponents();
        }

        public override void train(bool mode = true)
        {
            base.train(mode);
            _inner.children().Single(child => child is TorchSharp.Modules.BatchNorm2d).eval();
        }

        public override Tensor forward(Tensor input) => _inner.call(input);
    }

    /// <summary>A device whose memory has room for so many images.</summary>
    private sealed class Small : Module<Tensor, Tensor>
    {
        private readonly Network _inner;
        private readonly int _room;

        public Small(Network inner, int room)
            : base(nameof(Small))
        {
            (_inner, _room) = (inner, room);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            input.shape[0] <= _room ? _inner.call(input) : throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB");
    }
}
