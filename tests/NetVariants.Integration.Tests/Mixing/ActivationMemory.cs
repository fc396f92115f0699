using System;
using NetVariants.Core.Graph;
using NetVariants.Tests;
using TorchSharp;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests.Mixing;

/// <summary>What the C heap holds between the forward and the backward pass, for one more image of a batch.</summary>
internal static class ActivationMemory
{
    private const int MostMeasurements = 12;
    private const double Agreement = 0.001;
    private const int Fewest = 2;   // that batch normalization takes
    private const int Few = 8;
    private const int Many = 40;

    /// <summary>
    /// The bytes for one image, by two batches that differ in nothing else. .NET's compiler, which compiles what runs often once more in
    /// the background, takes and frees pages of 64 KiB in the same heap: it is measured until two measurements in succession agree.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="image">The shape of an image.</param>
    public static double OfAnImage(Network model, TensorShape image)
    {
        // The first passes create what libtorch keeps for each size.
        foreach (var count in new[] { Few, Many })
            OfABatch(model, image, count);
        var last = OfOneOfMany(model, image);
        for (var i = 1; i < MostMeasurements; i++)
        {
            var before = last;
            last = OfOneOfMany(model, image);
            if (Math.Abs(last - before) <= Agreement * last)
                break;
        }

        return last;
    }

    private static double OfOneOfMany(Network model, TensorShape image) =>
        (double)(OfABatch(model, image, Many) - OfABatch(model, image, Few)) / (Many - Few);

    private static long OfABatch(Network model, TensorShape image, int count)
    {
        var before = Heap.BytesInUse;
        long held;
        using (var loss = Forward(model, image, count))
        {
            held = Heap.BytesInUse - before;
            loss.backward();
        }

        // libtorch reads what a network's own function has returned for a moment longer: its next call disposes of that.
        Forward(model, image, Fewest).Dispose();
        return held;
    }

    /// <summary>A sum, which keeps nothing for its backward pass; images and result are kept as far as the network does.</summary>
    private static Tensor Forward(Network model, TensorShape image, int count)
    {
        using var images = rand(count, image.Channels, image.Height, image.Width);
        using var output = model.call(images);
        return output.sum();
    }
}
