using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph.Ops;
using NetVariants.Integration.Tests.Graphs;
using NetVariants.Tests;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests.Mixing;

/// <summary>Declarations over all options, emitted, compiled and trained: what is promised at compile time holds.</summary>
public sealed class OptionTests
{
    private const int Declarations = 100;
    private const int Batch = 25;

    /// <summary>A share of the bytes of activations.</summary>
    private const double Tolerance = 0.005;

    public static TheoryData<string> Families => [.. OptionTable.Families];

    [Theory, MemberData(nameof(Families))]
    public void A_hundred_declarations_have_every_pair_of_values_that_goes_together(string attribute)
    {
        var variants = PairwiseDeclarations.Take(attribute, Declarations, seed: 1, out var missing);

        Assert.Equal(Declarations, variants.Select(variant => DeclarationText.Print(variant.Declaration)).Distinct().Count());
        Assert.Equal(0, missing);
    }

    [Theory, MemberData(nameof(Families))]
    public void Counts_memory_and_lifetimes_are_as_promised(string attribute)
    {
        List<string> failures = [];
        var variants = PairwiseDeclarations.Take(attribute, LongRun.Count(Declarations), seed: 1, out _);
        foreach (var batch in variants.Chunk(Batch))
        {
            var models = EmittedGraphs.Compile(batch);
            for (var i = 0; i < batch.Length; i++)
            {
                if (Failure(batch[i], (Network)models.Create(i, ScalarType.Float32)) is { } failure)
                    failures.Add($"{failure}: {DeclarationText.Print(batch[i].Declaration)}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    /// <summary>What of a variant is not as its constants say; null where all is.</summary>
    private static string? Failure(CompiledVariant variant, Network model)
    {
        using var _ = model;
        var net = variant.Net!;
        if (model.parameters().Sum(parameter => parameter.numel()) is var parameters && parameters != net.ParameterCount)
            return $"{parameters} parameters, not {net.ParameterCount}";
        var images = rand(2, net.Spec.Input.Channels, net.Spec.Input.Height, net.Spec.Input.Width);
        model.eval();
        using (images)
        {
            if (Oracle.MeasureMacs(model, images[..1]) is var macs && macs != net.Macs)
                return $"{macs} multiply-accumulates, not {net.Macs}";
        }

        model.train();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        var kept = ActivationMemory.OfAnImage(model, net.Spec.Input);
        var expected = net.ActivationBytes - BytesOfABatch(net);
        if (Math.Abs(kept - expected) > Tolerance * expected)
            return $"{kept} bytes of activations for one more image, not {expected}";
        model.zero_grad();
        return Tensor.TotalCount == before ? null : $"{Tensor.TotalCount - before} tensors are left";
    }

    /// <summary>What a batch keeps once, whatever its size: means and deviations of batch normalizations' channels.</summary>
    private static long BytesOfABatch(ShapedNet net) =>
        net.Graph.Nodes.Select(node => node.Op).OfType<BatchNorm2d>().Sum(norm => 2 * sizeof(float) * norm.Features.Value);
}
