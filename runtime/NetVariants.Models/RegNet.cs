namespace NetVariants.Models;

/// <summary>
/// torchvision's RegNets (<see href="https://arxiv.org/abs/2003.13678">Radosavovic et al., 2020</see>), for 1,000 classes.
/// </summary>
[RegNetVariant("regnet_x_400mf", Depth = 22, W0 = 24, Wa = 24.48, Wm = 2.54, GroupWidth = 16)]
[RegNetVariant("regnet_x_800mf", Depth = 16, W0 = 56, Wa = 35.73, Wm = 2.28, GroupWidth = 16)]
[RegNetVariant("regnet_x_1_6gf", Depth = 18, W0 = 80, Wa = 34.01, Wm = 2.25, GroupWidth = 24)]
[RegNetVariant("regnet_x_3_2gf", Depth = 25, W0 = 88, Wa = 26.31, Wm = 2.25, GroupWidth = 48)]
[RegNetVariant("regnet_x_8gf", Depth = 23, W0 = 80, Wa = 49.56, Wm = 2.88, GroupWidth = 120)]
[RegNetVariant("regnet_x_16gf", Depth = 22, W0 = 216, Wa = 55.59, Wm = 2.1, GroupWidth = 128)]
[RegNetVariant("regnet_x_32gf", Depth = 23, W0 = 320, Wa = 69.86, Wm = 2.0, GroupWidth = 168)]
[RegNetVariant("regnet_y_400mf", Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, GroupWidth = 8, SERatio = 0.25)]
[RegNetVariant("regnet_y_800mf", Depth = 14, W0 = 56, Wa = 38.84, Wm = 2.4, GroupWidth = 16, SERatio = 0.25)]
[RegNetVariant("regnet_y_1_6gf", Depth = 27, W0 = 48, Wa = 20.71, Wm = 2.65, GroupWidth = 24, SERatio = 0.25)]
[RegNetVariant("regnet_y_3_2gf", Depth = 21, W0 = 80, Wa = 42.63, Wm = 2.66, GroupWidth = 24, SERatio = 0.25)]
[RegNetVariant("regnet_y_8gf", Depth = 17, W0 = 192, Wa = 76.82, Wm = 2.19, GroupWidth = 56, SERatio = 0.25)]
[RegNetVariant("regnet_y_16gf", Depth = 18, W0 = 200, Wa = 106.23, Wm = 2.48, GroupWidth = 112, SERatio = 0.25)]
[RegNetVariant("regnet_y_32gf", Depth = 20, W0 = 232, Wa = 115.89, Wm = 2.53, GroupWidth = 232, SERatio = 0.25)]
[RegNetVariant("regnet_y_128gf", Depth = 27, W0 = 456, Wa = 160.83, Wm = 2.52, GroupWidth = 264, SERatio = 0.25)]
public static partial class RegNet;
