using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

public sealed class LearningTests
{
    [Fact]
    public void A_ResNet_learns() => AssertLearns(() => new SmallResNet());

    [Fact]
    public void A_VGG_learns() => AssertLearns(() => new SmallVgg());

    [Fact]
    public void A_DenseNet_learns() => AssertLearns(() => new SmallDenseNet());

    /// <summary>Thirty steps on sixteen images, whose class is the quadrant that is bright, tell them apart.</summary>
    private static void AssertLearns(Func<Network> create)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        manual_seed(3);
        var labels = arange(16).remainder(4);
        var images = randn(16, 3, 12, 12) * 0.5;
        for (var index = 0; index < 16; index++)
        {
            var (top, left) = (6 * (index % 4 / 2), 6 * (index % 2));
            images[index].narrow(1, top, 6).narrow(2, left, 6).add_(1);
        }

        using var model = create();
        using var optimizer = optim.SGD(model.parameters(), 0.05, momentum: 0.9);
        double first = 0, last = 0;
        for (var step = 0; step < 30; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(model.call(images), labels);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        Assert.InRange(first, 0.5, 10);
        Assert.InRange(last, 0, first / 3);
        model.eval();
        Assert.True((model.call(images).argmax(1) == labels).sum().ToInt64() >= 14);
    }
}
