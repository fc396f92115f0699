using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class DisposalTests
{
    [Fact]
    public void A_module_releases_its_parameters_buffers_and_children()
    {
        var before = Handles.Settled;
        var net = new SmallNet();
        Assert.Equal((before.Managed + 8, before.Native + 8), Handles.Count);
        Tensor[] tensors = [.. net.state_dict().Values];
        net.Dispose();
        net.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
        Assert.Equal(before, Handles.Count);
    }

    [Fact]
    public void A_modules_tensors_belong_to_no_scope()
    {
        SmallNet net;
        using (DisposeScope scope = NewDisposeScope())
        {
            net = new SmallNet();
            Assert.Equal(0, scope.DisposablesCount);
        }

        using (net)
            Assert.All(net.state_dict().Values, tensor => Assert.False(tensor.IsInvalid));
    }

    [Fact]
    public void A_parameter_takes_its_tensors_place_in_the_scope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor data = ones(2);
        var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.False(scope.Contains(data));
        Assert.True(scope.Contains(parameter));
        Assert.True(parameter.requires_grad);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void A_replaced_parameter_is_disposed_and_the_new_one_is_the_modules()
    {
        using Linear linear = nn.Linear(2, 1);
        Parameter before = linear.weight;
        using (NewDisposeScope())
            linear.weight = new Parameter(zeros(1, 2));
        Assert.True(before.IsInvalid);
        Assert.False(linear.weight.IsInvalid);
        Assert.Same(linear.weight, linear.get_parameter("weight"));
        linear.bias = null;
        Assert.Equal(["weight"], linear.state_dict().Keys);
    }

    [Fact]
    public void A_chain_disposes_what_passes_between_its_modules()
    {
        using Sequential chain = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2), nn.Sigmoid());
        using Tensor input = ones(1, 2);
        var before = Handles.Settled;
        using (no_grad())
        {
            using Tensor output = chain.call(input);
            Assert.Equal((before.Managed + 1, before.Native + 1), Handles.Count);
        }

        Assert.Equal(before, Handles.Count);
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void Each_result_is_a_handle_of_its_own()
    {
        using Tensor input = tensor([-1f, 2f]);
        nn.Module<Tensor, Tensor>[] passing = [nn.Identity(), nn.Sequential(), nn.ReLU(inplace: true)];
        foreach (nn.Module<Tensor, Tensor> module in passing)
        {
            using Tensor output = module.call(input);
            Assert.NotSame(input, output);
            output.fill_(5);
            Assert.Equal(5, input[0].item<float>());
        }
    }

    [Fact]
    public void A_step_in_a_scope_leaves_nothing_behind()
    {
        using var net = new SmallNet();
        using var optimizer = optim.SGD(net.parameters(), 0.1, momentum: 0.9);
        Step(net, optimizer);
        var before = Handles.Settled;
        for (int i = 0; i < 20; i++)
            Step(net, optimizer);
        Assert.Equal(before, Handles.Count);
    }

    [Fact]
    public void A_forward_pass_of_disposing_modules_needs_no_scope()
    {
        using var net = new SmallNet();
        using Tensor input = randn(2, 1, 4, 4);
        var before = Handles.Settled;
        foreach (bool training in new[] { true, false })
        {
            net.train(training);
            net.call(input).Dispose();
            Assert.Equal(before, Handles.Count);
        }
    }

    private static void Step(SmallNet net, optim.Optimizer optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = net.call(randn(2, 1, 4, 4));
        Tensor loss = nn.functional.cross_entropy(output, zeros([2], ScalarType.Int64));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }
}
