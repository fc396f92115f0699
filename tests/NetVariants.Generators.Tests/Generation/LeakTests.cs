using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>A warm driver keeps no earlier compilation alive.</summary>
public sealed class LeakTests
{
    [Fact]
    public void Earlier_compilations_are_collected_while_the_driver_lives()
    {
        var (last, earlier) = EditTwice();
        for (var i = 0; i < 10 && earlier.Exists(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(earlier, reference => reference.IsAlive);
        Assert.Equal(2, last.Files.Length);
    }

    /// <summary>Edits that leave the models equal: a result that compares equal is kept, with all that it holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorRun Last, List<WeakReference> Earlier) EditTwice()
    {
        var first = GeneratorRun.Generate(Samples.Model, Samples.Zoo);
        var second = first.Edit(0, "// one\n" + Samples.Model).Edit(1, "// one\n" + Samples.Zoo);
        var last = second.Edit(0, "// two\n" + Samples.Model).Edit(1, "// two\n" + Samples.Zoo);
        return (last, [.. References(first), .. References(second)]);
    }

    private static IEnumerable<WeakReference> References(GeneratorRun run) =>
        run.Input.SyntaxTrees
            .Select(tree => new WeakReference(tree))
            .Append(new WeakReference(run.Input))
            .Append(new WeakReference(run.Output));
}
