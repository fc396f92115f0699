using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class TrainingModeTests
{
    [Fact]
    public void Modules_start_in_training_mode()
    {
        using var net = new SmallNet();
        Assert.All(net.modules().Append(net), module => Assert.True(module.training));
    }

    [Fact]
    public void The_mode_reaches_every_module()
    {
        using var net = new SmallNet();
        net.eval();
        Assert.All(net.modules().Append(net), module => Assert.False(module.training));
        net.classifier.train();
        Assert.False(net.training);
        Assert.All(net.classifier.modules().Append(net.classifier), module => Assert.True(module.training));
        net.train();
        Assert.All(net.modules().Append(net), module => Assert.True(module.training));
    }

    [Fact]
    public void Dropout_drops_in_training_only()
    {
        using var dropout = nn.Dropout(0.5);
        using Tensor input = ones(1000);
        using Tensor dropped = dropout.call(input);
        dropout.eval();
        using Tensor kept = dropout.call(input);
        Assert.Equal([0f, 2f], dropped.data<float>().ToArray().Distinct().Order());
        Assert.All(kept.data<float>().ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Batch_norm_counts_batches_in_training_only()
    {
        using var norm = nn.BatchNorm1d(2);
        using Tensor input = randn(8, 2);
        norm.call(input).Dispose();
        norm.call(input).Dispose();
        norm.eval();
        norm.call(input).Dispose();
        Assert.Equal(2, norm.num_batches_tracked!.item<long>());
    }
}
