using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Core.Passes;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Every handle that a forward method makes is disposed of once, right after its last use, and only the result is left.</summary>
public sealed class ForwardPlanTests
{
    [Fact]
    public void Handles_die_at_their_last_use()
    {
        foreach (var graph in RandomDeclarations.Take(90, seed: 2).SelectMany(Graphs))
            AssertEachHandleDiesOnce(graph, Plan(graph));
    }

    [Fact]
    public void The_substitute_of_an_absent_module_lives_as_long()
    {
        var graph = new GraphBuilder();
        var first = graph.Add("a", new BatchNorm2d(1));
        var shortcut = graph.Add("b", new BatchNorm2d(1), first, condition: 0);
        var main = graph.Add("c", new BatchNorm2d(1), first);
        graph.Join(new Add(), main, shortcut);

        var body = InPlace.Mark(new NetSpec("", TensorShape.Map(1, 1), default, graph.Build())).Body;
        var plan = Plan(body);

        AssertEachHandleDiesOnce(body, plan);
        Assert.Equal([first, shortcut], plan.Steps[3].LastUses);
    }

    private static IEnumerable<GraphSpec> Graphs(VariantDeclaration declaration)
    {
        var net = VariantCompiler.Compile(declaration).Net;
        return net is null ? [] : [net.Spec.Body, .. net.Spec.Blocks.Where(block => !block.IsChain).Select(block => block.Body)];
    }

    private static ForwardPlan Plan(GraphSpec graph) => new(graph, ModuleTree.Find(graph));

    private static void AssertEachHandleDiesOnce(GraphSpec graph, ForwardPlan plan)
    {
        var alive = new HashSet<int> { GraphSpec.Input };
        foreach (var step in plan.Steps)
        {
            foreach (var operand in step.Inputs)
            {
                Assert.Contains(operand, alive);
                if (plan.IsOptional(operand))
                    Assert.Contains(plan.Fallback(operand), alive);
            }

            Assert.Equal(step.IsInPlace, graph.Nodes[step.Node].Overwrites >= 0 && step.Module is null);
            Assert.Equal(!step.IsInPlace, alive.Add(step.Output));
            foreach (var handle in step.LastUses)
                Assert.True(handle != GraphSpec.Input && alive.Remove(handle));
        }

        // What an absent last node passes through is returned as an alias, and disposed of after that. Parameters are the module's.
        var returned = plan.Outputs.Concat(plan.Outputs.Where(plan.IsOptional).Select(plan.Fallback)).Distinct().Order();
        Assert.Equal([GraphSpec.Input, .. returned], alive.Where(handle => handle < 0 || !graph.Nodes[handle].Op.IsParameter).Order());
    }
}
