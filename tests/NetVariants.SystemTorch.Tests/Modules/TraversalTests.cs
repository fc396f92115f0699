using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class TraversalTests
{
    [Fact]
    public void Modules_are_listed_level_by_level_within_each_branch()
    {
        using var net = new SmallNet();
        Assert.Equal(
            ["conv1", "bn1", "classifier", "classifier.0", "classifier.1", "classifier.2"],
            net.named_modules().Select(entry => entry.name));
        Assert.Equal(net.named_modules().Select(entry => entry.module), net.modules());
        Assert.Equal([net.conv1, net.bn1, net.classifier], net.children());
    }

    [Fact]
    public void A_modules_own_parameters_come_before_its_childrens()
    {
        using var module = new FieldModule();
        Assert.Equal(["scale"], module.named_parameters(recurse: false).Select(entry => entry.name));
        Assert.Same(module.scale, module.parameters().First());
    }

    [Fact]
    public void A_shared_tensor_is_listed_once()
    {
        using var module = new EmptyModule();
        using Linear shared = nn.Linear(2, 2);
        module.register_module("a", shared);
        module.register_module("b", shared);
        Assert.Equal(["a.weight", "a.bias"], module.named_parameters().Select(entry => entry.name));
        Assert.Equal(["a.weight", "a.bias", "b.weight", "b.bias"], module.state_dict().Keys);
    }

    [Fact]
    public void Tensors_are_found_by_their_dotted_names()
    {
        using var net = new SmallNet();
        Assert.Same(net.conv1.weight, net.get_parameter("conv1.weight"));
        Assert.Same(((Linear)net.classifier[2]).bias, net.get_parameter("classifier.2.bias"));
        Assert.Same(net.bn1.running_var, net.get_buffer("bn1.running_var"));
        Assert.True(net.has_parameter("bn1.weight"));
        Assert.True(net.has_buffer("bn1.num_batches_tracked"));
        Assert.Null(net.get_parameter("conv1.bias"));
        Assert.Null(net.get_buffer("bn1.weight"));
        Assert.False(net.has_parameter("conv2.weight"));
        Assert.False(net.has_buffer("running_mean"));
    }

    [Fact]
    public void Buffers_outside_the_state_are_listed_unless_they_are_not_asked_for()
    {
        using var module = new EmptyModule();
        module.register_buffer("kept", ones(1));
        module.register_buffer("scratch", ones(1), persistent: false);
        Assert.Equal(["kept", "scratch"], module.named_buffers().Select(entry => entry.name));
        Assert.Single(module.buffers(include_nonpersistent: false));
        Assert.Equal(["kept"], module.state_dict().Keys);
    }

    [Fact]
    public void A_function_is_applied_to_children_before_their_parents()
    {
        using var net = new SmallNet();
        var seen = new List<nn.Module>();
        net.apply(seen.Add);
        Assert.Equal([net.conv1, net.bn1, .. net.classifier.children(), net.classifier, net], seen);
    }

    [Fact]
    public void Modules_are_named_after_their_kind()
    {
        Assert.Equal("SmallNet", new SmallNet().GetName());
        Assert.Equal("Conv2d", nn.Conv2d(1, 1, 1).GetName());
        Assert.Equal("BatchNorm2d", nn.BatchNorm2d(1).GetName());
        Assert.Equal("Sequential", nn.Sequential().GetName());
    }
}
