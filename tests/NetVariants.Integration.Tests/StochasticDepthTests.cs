using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>What comparisons of single steps cannot show: how often residual branches are dropped, and the scale of others.</summary>
public sealed class StochasticDepthTests
{
    private const int Images = 20_000;

    /// <summary>The probability of block i of n is p·i/(n − 1), and p·i/n in the families of block strings.</summary>
    [Theory]
    [InlineData("depth_dropped", 0.0, 0.5 / 4, 0.5 * 2 / 4, 0.5 * 3 / 4, 0.5)]
    [InlineData("depth_dropped_surely", 0.0, 0.5, 1.0)]
    [InlineData("convnext_dropped", 0.0, 0.5 / 3, 0.5 * 2 / 3, 0.5)]
    [InlineData("efficientnet_v2", 0.0, 0.2 / 9, 0.2 * 3 / 9, 0.2 * 4 / 9, 0.2 * 5 / 9, 0.2 * 7 / 9, 0.2 * 8 / 9)]
    public void A_block_drops_its_share_of_images_and_scales_the_others(string name, params double[] probabilities)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = Grid.Create(name);
        Network[] drops = [.. model.modules().Where(module => module.GetName() == "StochasticDepth").Cast<Network>()];
        var images = ones(Images, 2, 1, 1);

        Assert.Equal(probabilities.Length, drops.Length);
        foreach (var (drop, probability) in drops.Zip(probabilities))
        {
            drop.train();
            var output = drop.call(images);
            var first = output.select(1, 0).flatten();
            var kept = first[first != 0];

            Assert.True(output.select(1, 1).flatten().allclose(first, 0, 0), "an image is dropped as a whole");
            var deviation = Math.Sqrt(probability * (1 - probability) / Images);
            Assert.InRange(1 - (kept.numel() / (double)Images), probability - (5 * deviation), probability + (5 * deviation));
            Assert.True(kept.allclose(full_like(kept, 1 / (1 - probability))), $"{kept.mean().ToSingle()} at {probability}");
            drop.eval();
            Assert.True(drop.call(images).allclose(images, 0, 0), "evaluation drops nothing");
        }
    }
}
