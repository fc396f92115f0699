using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests;

/// <summary>Outputs that forward hooks keep: a generated network disposes its own handles at their last use.</summary>
public sealed class HookTests
{
    [Fact]
    public void An_output_that_a_hook_keeps_needs_a_handle_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var model = ResNet.Resnet18.Create();
        model.eval();
        Tensor? own = null, copy = null, shared = null;
        using (no_grad())
        {
            model.layer4.register_forward_hook((_, _, output) =>
            {
                (own, copy, shared) = (output, output.clone(), output.alias());
                return output;
            });
            model.call(zeros(1, 3, 64, 64));
        }

        Assert.True(own!.IsInvalid);
        Assert.Equal([1, 512, 2, 2], copy!.shape);
        Assert.True(shared!.eq(copy).all().item<bool>());
    }

    [Fact]
    public void A_hook_replaces_an_output()
    {
        using var scope = NewDisposeScope();
        using var model = ResNet.Resnet18.Create();
        model.eval();
        model.fc.register_forward_hook((_, _, output) => output.mul(0));

        Assert.Equal(0, model.call(zeros(1, 3, 64, 64)).abs().sum().item<float>());
    }
}
