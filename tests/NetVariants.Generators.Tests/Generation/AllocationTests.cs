using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>What the generator allocates is the same on every machine, unlike what it takes in time.</summary>
public sealed class AllocationTests
{
    private const int Budget = 66 << 10;

    [Fact]
    public void A_variant_costs_at_most_66_KiB() => Assert.InRange(PerVariant(100), 1, Budget);

    [Fact]
    public void A_thousand_variants_cost_no_more_each_than_a_hundred()
    {
        var hundred = PerVariant(100);

        Assert.InRange(PerVariant(1000), 0, hundred * 1.25);
    }

    private static double PerVariant(int count)
    {
        var compilation = Project.Compile(Enumerable.Range(0, count).Select(i =>
            $"[NetVariants.VggVariant(\"vgg16_{i}\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\", NumClasses = {i
                + 10})] public partial class Vgg{i};"));
        var driver = CSharpGeneratorDriver.Create(new VariantGenerator());
        // The first run compiles the generator's own code; attributes are bound again in every clone.
        driver.RunGenerators(compilation.Clone());
        return Enumerable.Range(0, 3).Min(_ =>
        {
            var clone = compilation.Clone();
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver.RunGenerators(clone);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }) / (double)count;
    }
}
