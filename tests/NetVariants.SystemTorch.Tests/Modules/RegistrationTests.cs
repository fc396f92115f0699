using System;
using System.Linq;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class RegistrationTests
{
    [Fact]
    public void Fields_are_registered_under_their_names_or_component_names()
    {
        using var module = new FieldModule();
        Assert.Equal(["first", "renamed"], module.named_children().Select(child => child.name));
        Assert.Equal(["scale", "first.weight", "first.bias", "renamed.weight"], module.named_parameters().Select(entry => entry.name));
        Assert.Equal(["counter"], module.named_buffers().Select(entry => entry.name));
    }

    [Fact]
    public void Registering_the_components_again_changes_nothing()
    {
        using var module = new FieldModule();
        module.RegisterAgain();
        Assert.Equal(4, module.parameters().Count());
    }

    [Fact]
    public void A_component_that_is_registered_already_is_skipped()
    {
        using var parent = new EmptyModule();
        using var child = new FieldModule();
        parent.register_module("child", child);
        Assert.Equal(4, parent.parameters().Count());
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("")]
    public void A_module_name_has_no_dots_and_is_not_empty(string name)
    {
        using var module = new EmptyModule();
        using var child = nn.Identity();
        Assert.Throws<ArgumentException>(() => module.register_module(name, child));
        Assert.Empty(module.named_children());
    }

    [Fact]
    public void A_name_is_given_once()
    {
        using var module = new EmptyModule();
        using var child = nn.Identity();
        module.register_module("child", child);
        module.register_parameter("weight", new Parameter(ones(1)));
        module.register_buffer("mean", ones(1));
        Assert.Throws<InvalidOperationException>(() => module.add_module("child", child));
        Assert.Throws<InvalidOperationException>(() => module.register_parameter("weight", new Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => module.register_buffer("mean", ones(1)));
    }

    [Fact]
    public void A_disposed_tensor_is_no_component()
    {
        using var module = new EmptyModule();
        var parameter = new Parameter(ones(1));
        parameter.Dispose();
        Assert.Throws<ArgumentNullException>(() => module.register_parameter("weight", parameter));
        Assert.Throws<ArgumentNullException>(() => module.register_buffer("mean", parameter));
    }

    [Fact]
    public void Null_removes_a_submodule()
    {
        using var module = new EmptyModule();
        using var child = nn.Identity();
        module.register_module("child", child);
        module.register_module("child", null!);
        Assert.Empty(module.named_children());
    }

    [Fact]
    public void A_module_without_parameters_takes_only_modules_of_its_kind()
    {
        using var relu = nn.ReLU();
        using var linear = nn.Linear(1, 1);
        using var identity = nn.Identity();
        relu.register_module("identity", identity);
        Assert.Throws<InvalidOperationException>(() => relu.register_module("linear", linear));
        Assert.Throws<InvalidOperationException>(() => relu.register_parameter("weight", linear.weight));
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("weight", linear.weight));
    }
}
