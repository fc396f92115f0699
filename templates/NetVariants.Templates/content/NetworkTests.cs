using System.Linq;
using NetVariants;
using TorchSharp;
using Xunit;

namespace NetVariantsApp;

public class NetworkTests
{
    public NetworkTests() => LibTorch.EnsureLoaded();

    [Fact]
    public void Images_become_one_logit_for_each_class()
    {
        using var model = Network.Create();
        using var images = torch.randn(2, Network.Info.InChannels, Network.Info.ImageSize, Network.Info.ImageSize);
        using var logits = model.call(images);

        Assert.Equal([2, Network.Info.NumClasses], logits.shape);
        Assert.True(logits.isfinite().all().item<bool>());
    }

    [Fact]
    public void The_parameters_are_as_many_as_the_build_counts()
    {
        using var model = Network.Create();

        Assert.Equal(Network.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Every_parameter_gets_a_gradient()
    {
        using var model = Network.Create();
        using var images = torch.randn(2, Network.Info.InChannels, Network.Info.ImageSize, Network.Info.ImageSize);
        using var loss = model.call(images).sum();

        loss.backward();

        Assert.All(model.named_parameters(), parameter => Assert.NotNull(parameter.parameter.grad));
    }
}
