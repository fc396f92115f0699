using System;
using System.Linq;
using System.Threading.Tasks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests;

/// <summary>A generated network outside of a training: called by several threads, created within a scope, used after its end.</summary>
public sealed class InferenceTests
{
    [Fact]
    public void Parallel_calls_equal_sequential_ones()
    {
        using var scope = NewDisposeScope();
        using var model = ResNet.Resnet18.Create();
        model.eval();
        using var noGradients = no_grad();
        Tensor[] images = [.. Enumerable.Range(0, 8).Select(_ => randn(1, 3, 64, 64))];
        float[][] expected = [.. images.Select(image => model.call(image).data<float>().ToArray())];
        var given = new float[200][];

        Parallel.For(0, given.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, call =>
        {
            // Gradient mode and scopes are each thread's own.
            using var alsoHere = no_grad();
            using var output = model.call(images[call % images.Length]);
            given[call] = output.data<float>().ToArray();
        });

        for (var call = 0; call < given.Length; call++)
            Assert.All(given[call].Zip(expected[call % expected.Length]), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void A_network_outlives_the_scope_it_was_created_in()
    {
        ResNet.Resnet18 model;
        using (NewDisposeScope())
            model = ResNet.Resnet18.Create();
        using (model)
        using (var image = zeros(1, 3, 32, 32))
        using (var logits = model.call(image))
            Assert.Equal([1, 1000], logits.shape);
    }

    [Fact]
    public void Calling_a_disposed_network_throws_ObjectDisposedException()
    {
        using var image = zeros(1, 3, 32, 32);
        var model = ResNet.Resnet18.Create();
        model.Dispose();

        Assert.ThrowsAny<Exception>(() => model.call(image));
    }
}
