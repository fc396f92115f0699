using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Tests;
using NetVariants.Training.Recompute;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Runtime.Tests.Training.Recompute;

/// <summary>What a training that recomputes keeps for one image at most, in the C heap, against the plan's figure.</summary>
public sealed class RecomputeMemoryTests : IDisposable
{
    private const int Few = 8, Many = 40, MostMeasurements = 12;
    private const double Tolerance = 0.005;

    public static TheoryData<string> Names => [.. Recomputed.All.Select(info => info.Name)];

    public void Dispose() => Recomputation.Repeated = null;

    /// <summary>
    /// Between a part's second forward pass and its backward pass its result and the result's gradient are there too, which nothing keeps:
    /// the figure is a bound from below, and with those two from above.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void The_most_that_is_kept_is_what_the_plan_says(string name)
    {
        var info = Recomputed.All.Single(info => info.Name == name);
        var plan = Recomputation.PlanOf(info);
        using var model = Recomputed.Create(name);

        var (kept, results) = MostOfAnImage(model, info, plan);

        Assert.InRange(kept, (1 - Tolerance) * plan.ActivationBytes, (1 + Tolerance) * (plan.ActivationBytes + (2 * results)));
        Assert.True(plan.ActivationBytes < info.ActivationBytes);
    }

    /// <summary>By two batches that differ in nothing else, until two measurements in succession agree.</summary>
    private static (double Kept, double Results) MostOfAnImage(Network model, VariantInfo info, RecomputePlan plan)
    {
        OfABatch(model, info, plan, Few);
        OfABatch(model, info, plan, Many);
        var last = OfOneOfMany();
        for (var i = 1; i < MostMeasurements; i++)
        {
            var before = last;
            last = OfOneOfMany();
            if (Math.Abs(last.Kept - before.Kept) <= 0.001 * last.Kept)
                break;
        }

        return last;

        (double Kept, double Results) OfOneOfMany()
        {
            var (many, few) = (OfABatch(model, info, plan, Many), OfABatch(model, info, plan, Few));
            return ((double)(many.Kept - few.Kept) / (Many - Few), (double)(many.Results - few.Results) / (Many - Few));
        }
    }

    /// <summary>The most bytes that are held at a time, and those of the parts' largest result.</summary>
    private static (long Kept, long Results) OfABatch(Network model, VariantInfo info, RecomputePlan plan, int count)
    {
        var (kept, results) = (0L, 0L);
        var before = Heap.BytesInUse;
        void Measure() => kept = Math.Max(kept, Heap.BytesInUse - before);
        Recomputation.Repeated = Measure;
        using var recomputation = Recomputation.Begin(model, plan.Parts);
        var hooks = plan.Parts.Select(part => part.Modules[part.Modules.Count - 1]).Select(path =>
            ((Network)model.named_modules().Single(pair => pair.name == path).module).register_forward_hook((_, _, result) =>
            {
                results = Math.Max(results, result.numel() * sizeof(float));
                return result;
            })).ToArray();
        using (var loss = Forward())
        {
            Measure();
            loss.backward();
        }

        foreach (var hook in hooks)
            hook.remove();
        model.zero_grad();
        return (kept, results);

        Tensor Forward()
        {
            using var images = rand([count, .. info.InputShape]);
            using var output = model.call(images);
            return output.sum();
        }
    }
}
