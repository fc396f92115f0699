using System;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>Freezing, a new head, and a warm start.</summary>
public sealed class TransferTests
{
    [Fact]
    public void Frozen_paths_get_no_gradient_and_keep_their_statistics()
    {
        using var model = Network();

        Assert.Equal(18 + 2 + 2 + 2, model.Freeze("conv", "norm"));
        Assert.Equal(0, model.Freeze("conv.weight"));
        model.TrainAllButFrozen();
        var mean = Synthetic.StateOf(model)["norm.running_mean"];
        using (var loss = model.call(randn(4, 1, 8, 8)).sum())
            loss.backward();

        Assert.True(model.training);
        Assert.Equal(
            ["fc.weight", "fc.bias"], model.named_parameters().Where(pair => pair.parameter.grad is not null).Select(pair => pair.name));
        Assert.Equal(2, model.Trainable().Count());
        Assert.Equal(mean, Synthetic.StateOf(model)["norm.running_mean"]);

        Assert.Equal(4, model.Unfreeze("norm"));
        model.TrainAllButFrozen();
        model.call(randn(4, 1, 8, 8)).Dispose();
        Assert.NotEqual(mean, Synthetic.StateOf(model)["norm.running_mean"]);
        Assert.Equal(20, model.Unfreeze());
    }

    [Fact]
    public void An_unknown_path_changes_nothing()
    {
        using var model = Network();

        var error = Assert.Throws<ArgumentException>(() => model.Freeze("conv", "nurm"));

        Assert.Contains(
            "'nurm' is neither a module nor a parameter of the network: did you mean 'norm'?", error.Message, StringComparison.Ordinal);
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void A_new_head_replaces_the_old_one_and_trains()
    {
        using var model = Network();
        model.Freeze();

        Assert.Equal("fc", model.ReplaceHead(7));

        using var logits = model.call(randn(2, 1, 8, 8));
        Assert.Equal([2, 7], logits.shape);
        Assert.Equal(Network().state_dict().Keys.Order(), model.state_dict().Keys.Order());
        Assert.Equal([7, 72], model.state_dict()["fc.weight"].shape);
        Assert.Equal(
            ["fc.weight", "fc.bias"], model.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => pair.name));
        using (var loss = logits.sum())
            loss.backward();
        using optim.Optimizer optimizer = optim.SGD(model.Trainable(), 0.1);
        var before = Synthetic.StateOf(model)["fc.weight"];
        optimizer.step();
        Assert.NotEqual(before, Synthetic.StateOf(model)["fc.weight"]);
    }

    [Fact]
    public void A_network_without_a_linear_layer_has_no_head()
    {
        using Module<Tensor, Tensor> model = Sequential(Conv2d(1, 1, 1));

        Assert.Throws<InvalidOperationException>(() => model.ReplaceHead(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Network().ReplaceHead(0));
    }

    [Fact]
    public void A_warm_start_copies_what_has_name_and_shape_in_common()
    {
        using var source = Network();
        using Module<Tensor, Tensor> variant = Sequential(
            ("conv", Conv2d(1, 2, 3)), ("norm", BatchNorm2d(2)), ("flatten", Flatten()), ("fc", Linear(72, 5)));
        using var folder = new TemporaryFolder();
        source.SaveWeights(folder.File("source.pth"));

        var result = variant.WarmStartFrom(source);

        Assert.Equal(["fc.weight", "fc.bias"], result.Kept);
        Assert.Equal(24, result.CopiedParameters);
        Assert.Equal(24.0 / (24 + (72 * 5) + 5), result.Share);
        Assert.Equal(Synthetic.StateOf(source)["conv.weight"], Synthetic.StateOf(variant)["conv.weight"]);

        using Module<Tensor, Tensor> again = Sequential(
            ("conv", Conv2d(1, 2, 3)), ("norm", BatchNorm2d(2)), ("flatten", Flatten()), ("fc", Linear(72, 5)));
        var fromFile = again.WarmStartFrom(folder.File("source.pth"));
        Assert.Equal((result.Share, result.Copied.Count), (fromFile.Share, fromFile.Copied.Count));
        Assert.Equal(Synthetic.StateOf(source)["norm.running_var"], Synthetic.StateOf(again)["norm.running_var"]);
        Assert.Throws<ArgumentException>(() => source.WarmStartFrom(source));
    }

    [Fact]
    public void Transfer_leaves_no_tensor_behind()
    {
        using var source = Network();
        using var model = Network();
        // What other tests left behind goes now, and not while handles are counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var scope = NewDisposeScope();
        var handles = Tensor.TotalCount;

        model.WarmStartFrom(source);
        model.Freeze("conv");

        Assert.Equal(handles, Tensor.TotalCount);

        // TorchSharp's own constructor of a layer leaves a handle for each parameter to the garbage collector, and that of a parameter one
        // more.
        handles = Tensor.TotalCount;
        Linear(2, 2).Dispose();
        var ofALayer = Tensor.TotalCount - handles;
        handles = Tensor.TotalCount;
        model.ReplaceHead(9);
        Assert.InRange(Tensor.TotalCount - handles, 0, 2 * ofALayer);
    }

    private static Module<Tensor, Tensor> Network() =>
        Sequential(("conv", Conv2d(1, 2, 3)), ("norm", BatchNorm2d(2)), ("flatten", Flatten()), ("fc", Linear(72, 4)));
}
