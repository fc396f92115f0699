using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests;

/// <summary>The ways to create a generated model, in both target forms.</summary>
public sealed class CreationTests
{
    [Fact]
    public void A_class_is_its_own_model()
    {
        using var model = new SmallResNet();
        using var created = SmallResNet.Create();

        Assert.IsType<SmallResNet>(created);
        Assert.IsAssignableFrom<nn.Module<Tensor, Tensor>>(model);
        Assert.Equal("small_resnet", SmallResNet.Info.Name);
        Assert.Equal(SmallResNet.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void A_zoo_creates_each_of_its_models_by_name()
    {
        foreach (var info in Grid.All)
        {
            using var model = Grid.Create(info.Name);
            Assert.Equal(typeof(Grid), model.GetType().DeclaringType);
            Assert.Same(info, model.GetType().GetProperty("Info")!.GetValue(null));
        }
    }

    [Fact]
    public void An_unknown_name_throws_with_the_known_names()
    {
        var error = Assert.Throws<ArgumentException>(() => Grid.Create("resnet_tow_stages"));

        Assert.Contains("resnet_tow_stages", error.Message, StringComparison.Ordinal);
        foreach (var info in Grid.All)
            Assert.Contains(info.Name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ScalarType.Float32))]
    [InlineData(nameof(ScalarType.Float64))]
    [InlineData(nameof(ScalarType.BFloat16))]
    public void A_model_is_created_in_the_type_asked_for_and_computes_in_it(string dtype)
    {
        using var scope = NewDisposeScope();
        var type = Enum.Parse<ScalarType>(dtype);
        foreach (var name in new[] { "vgg_normalized", "resnet_two_stages", "densenet_small" })
        {
            var info = Grid.All.Single(candidate => candidate.Name == name);
            using var model = Grid.Create(name, dtype: type);
            Assert.All(model.parameters(), parameter => Assert.Equal(type, parameter.dtype));
            Assert.All(model.buffers().Where(buffer => buffer.Dimensions > 0), buffer => Assert.Equal(type, buffer.dtype));

            model.eval();
            var output = model.call(randn([2, .. info.InputShape], dtype: type));
            Assert.Equal(type, output.dtype);
            Assert.Equal([2, info.NumClasses], output.shape);
            Assert.True(output.isfinite().all().item<bool>());
        }
    }

    [Fact]
    public void A_model_is_created_on_the_device_asked_for()
    {
        // The meta device, which has shapes but no numbers, is the second device of every machine.
        foreach (var info in Grid.All)
        {
            using var model = Grid.Create(info.Name, META);
            Assert.All(model.state_dict().Values, tensor => Assert.Equal(DeviceType.META, tensor.device_type));
            Assert.Equal(info.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        }
    }

    [Fact]
    public void A_model_runs_at_its_smallest_image_size_and_not_below()
    {
        foreach (var info in Grid.All)
        {
            using var scope = NewDisposeScope();
            using var model = Grid.Create(info.Name);
            model.eval();
            Assert.Equal([1, info.NumClasses], model.call(Image(info, info.SmallestImageSize)).shape);
            if (info.SmallestImageSize > 1 && RuleOf(info) == InputRuleKind.AtLeast)
                Assert.ThrowsAny<Exception>(() => model.call(Image(info, info.SmallestImageSize - 1)));
        }
    }

    /// <summary>Only a rule of the form "at least" says that no other size runs.</summary>
    private static InputRuleKind RuleOf(VariantInfo info) =>
        VariantCompiler.Compile(DeclarationText.Parse(info.Declaration)!).Net!.ImageRule.Kind;

    private static Tensor Image(VariantInfo info, int size) => zeros(1, info.InChannels, size, size);
}
