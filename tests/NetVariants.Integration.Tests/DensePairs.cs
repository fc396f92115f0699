using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>Networks, each without and with <see cref="DenseNetVariantAttribute.MemoryEfficient"/>.</summary>
[DenseNetVariant("dense", "4,1,3", GrowthRate = 8, NumInitFeatures = 16, DropRate = 0.2, NumClasses = 5, ImageSize = 40)]
[DenseNetVariant("dense_efficient", Base = typeof(DensePairs.Dense), MemoryEfficient = true)]
[DenseNetVariant("small", "3,2", GrowthRate = 8, NumInitFeatures = 16, Stem = Stem.Small, NumClasses = 5, ImageSize = 16)]
[DenseNetVariant("small_efficient", Base = typeof(DensePairs.Small), MemoryEfficient = true)]
[DenseNetVariant(
    "silu", "2,2", GrowthRate = 8, NumInitFeatures = 32, Activation = Activation.SiLU, Norm = Norm.LayerNorm, NumClasses = 5,
    ImageSize = 40)]
[DenseNetVariant("silu_efficient", Base = typeof(DensePairs.Silu), MemoryEfficient = true)]
[DenseNetVariant(
    "group", "2,2", GrowthRate = 32, NumInitFeatures = 32, Compression = 1, Activation = Activation.LeakyReLU, Norm = Norm.GroupNorm,
    Stem = Stem.Deep, NumClasses = 5, ImageSize = 40)]
[DenseNetVariant("group_efficient", Base = typeof(DensePairs.Group), MemoryEfficient = true)]
public static partial class DensePairs
{
    /// <summary>What follows the name of a network in that of its efficient form.</summary>
    public const string Efficient = "_efficient";

    public static VariantInfo InfoOf(string name) => All.Single(info => info.Name == name);

    public static Tensor ImagesOf(string name, ScalarType type = ScalarType.Float64, int count = 3) =>
        rand([count, .. InfoOf(name).InputShape], type);

    public static Network Seeded(string name, ScalarType type = ScalarType.Float64)
    {
        manual_seed(5).Dispose();
        return Create(name, dtype: type);
    }

    public static TorchSharp.Modules.Conv2d ConvolutionOf(Network model) => (TorchSharp.Modules.Conv2d)model.named_modules()
        .First(pair => pair.name.EndsWith("conv1", StringComparison.Ordinal)).module;

    public static IEnumerable<Tensor> CountersOf(Network model) => model.named_buffers()
        .Where(pair => pair.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(pair => pair.buffer);
}
