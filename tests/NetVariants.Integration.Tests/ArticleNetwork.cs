using System.Collections.Generic;

namespace NetVariants.Integration.Tests;

/// <summary>A row of the article's table for ten classes and 3×224×224 images.</summary>
/// <param name="Layers">Convolutions and linear layers on the main path.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="StateMebibytes">The state dict's bytes / 2^20, to two places.</param>
/// <param name="BillionMacs">Multiply-accumulates of one image / 10^9, with <paramref name="Places"/> places.</param>
/// <param name="StateEntries">Entries of the state dict, <c>num_batches_tracked</c> included.</param>
internal sealed record ArticleNetwork(
    string Name, int Layers, long Parameters, double StateMebibytes, double BillionMacs, int Places, int StateEntries)
{
    public static IReadOnlyList<ArticleNetwork> All { get; } =
    [
        new("vgg16_bn", 16, 134_309_962, 512.38, 15.47, 2, 97),
        new("vgg19_bn", 19, 139_622_218, 532.66, 19.63, 2, 118),
        new("vgg12_bn", 12, 126_636_874, 483.10, 12.23, 2, 69),
        new("densenet121", 121, 6_964_106, 26.89, 2.833, 3, 727),
        new("densenet161", 161, 26_494_090, 101.91, 7.726, 3, 967),
        new("densenet83", 83, 8_321_218, 31.99, 2.938, 3, 499),
        new("resnet18", 18, 11_181_642, 42.69, 1.814, 3, 122),
        new("resnet34", 34, 21_289_802, 81.28, 3.663, 3, 218),
        new("resnet14", 14, 5_280_330, 20.17, 1.351, 3, 98),
    ];
}
