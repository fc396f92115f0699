using System;
using System.Collections.Generic;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class HookTests
{
    [Fact]
    public void Hooks_run_around_call_in_order_of_registration()
    {
        using var module = new EmptyModule();
        var events = new List<string>();
        module.register_forward_pre_hook(_ => events.Add("before"));
        module.register_forward_pre_hook((_, input) => Noted(events, "arguments", input));
        module.register_forward_pre_hook((_, input) => Noted(events, "arguments again", input));
        module.register_forward_hook((_, _, result) => Noted(events, "result", result));
        module.register_forward_hook(_ => events.Add("after"));
        using Tensor input = ones(1);
        using Tensor result = module.call(input);
        Assert.Equal(["before", "arguments", "arguments again", "result", "after"], events);
        Assert.Equal(2, result.item<float>());
    }

    [Fact]
    public void Forward_runs_no_hooks()
    {
        using var module = new EmptyModule();
        module.register_forward_hook(_ => throw new InvalidOperationException("not to run"));
        using Tensor input = ones(1);
        using Tensor result = module.forward(input);
        Assert.Equal(2, result.item<float>());
    }

    [Fact]
    public void Hooks_replace_arguments_and_results()
    {
        using var module = new EmptyModule();
        module.register_forward_pre_hook((_, input) => input.mul(10));
        module.register_forward_hook((_, input, result) => result.add(input));
        using Tensor input = ones(1);
        using Tensor result = module.call(input);
        Assert.Equal(21, result.item<float>());
    }

    [Fact]
    public void Null_leaves_arguments_and_results_as_they_are()
    {
        using Bilinear module = nn.Bilinear(1, 1, 1);
        int seen = 0;
        module.register_forward_pre_hook((_, _, _) =>
        {
            seen++;
            return null;
        });
        using Tensor input = ones(1);
        using Tensor result = module.call(input, input);
        using Tensor expected = module.forward(input, input);
        Assert.Equal(1, seen);
        Assert.Equal(expected.item<float>(), result.item<float>());
    }

    [Fact]
    public void Both_arguments_can_be_replaced()
    {
        using CosineSimilarity module = nn.CosineSimilarity(0);
        using Tensor right = tensor([1f, 0f]);
        using Tensor up = tensor([0f, 1f]);
        module.register_forward_pre_hook((_, _, second) => (second, second));
        using Tensor result = module.call(right, up);
        Assert.Equal(1, result.item<float>());
    }

    [Fact]
    public void A_removed_hook_runs_no_more()
    {
        using var module = new EmptyModule();
        int runs = 0;
        var remover = module.register_forward_hook(_ => runs++);
        module.register_forward_pre_hook(_ => runs += 10);
        using Tensor input = ones(1);
        module.call(input).Dispose();
        remover.remove();
        remover.remove();
        module.call(input).Dispose();
        Assert.Equal(21, runs);
    }

    private static Tensor Noted(List<string> events, string what, Tensor tensor)
    {
        events.Add(what);
        return tensor;
    }
}
