using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Emission;
using NetVariants.Core.Ir;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Every handle that a forward method makes is disposed of once, right after its last use, and only the result is left.</summary>
public sealed class ForwardPlanTests
{
    [Fact]
    public void Handles_die_at_their_last_use()
    {
        foreach (var graph in RandomDeclarations.Take(90, seed: 2).SelectMany(Graphs))
            AssertSound(new ForwardPlan(graph));
    }

    [Fact]
    public void What_stands_in_for_an_absent_module_lives_as_long()
    {
        var graph = new GraphBuilder();
        var first = graph.Add("a", new Op.BatchNorm2d(1));
        var shortcut = graph.Add("b", new Op.BatchNorm2d(1), first, when: 0);
        var main = graph.Add("c", new Op.BatchNorm2d(1), first);
        graph.Join(new Op.Add(), main, shortcut);

        var plan = new ForwardPlan(graph.Build());

        AssertSound(plan);
        Assert.Equal([first, shortcut], plan.Steps[3].LastUses);
    }

    [Fact]
    public void The_callers_tensor_is_never_changed()
    {
        var graph = new GraphBuilder();
        graph.Add("", new Op.ReLU());

        Assert.Throws<ArgumentException>(() => new ForwardPlan(graph.Build()));
    }

    private static IEnumerable<GraphSpec> Graphs(VariantDeclaration declaration)
    {
        var net = VariantCompiler.Compile(declaration).Net;
        return net is null ? [] : [net.Spec.Body, .. net.Spec.Blocks.Where(block => !block.IsChain).Select(block => block.Body)];
    }

    private static void AssertSound(ForwardPlan plan)
    {
        var alive = new HashSet<int> { GraphSpec.Input };
        foreach (var step in plan.Steps)
        {
            foreach (var operand in new[] { step.First, step.Second })
            {
                Assert.Contains(operand, alive);
                if (plan.IsOptional(operand))
                    Assert.Contains(plan.Fallback(operand), alive);
            }

            Assert.Equal(!step.IsInPlace, alive.Add(step.Output));
            foreach (var handle in step.LastUses)
                Assert.True(handle != GraphSpec.Input && alive.Remove(handle));
        }

        Assert.Equal([GraphSpec.Input, plan.Output], alive.Order());
    }
}
