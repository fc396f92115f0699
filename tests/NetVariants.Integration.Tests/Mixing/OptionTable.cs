using System.Collections.Generic;

namespace NetVariants.Integration.Tests.Mixing;

/// <summary>The options of each family with the values that are tried, in C# syntax. A small network starts from the first ones.</summary>
internal static class OptionTable
{
    public static IReadOnlyList<string> Families => [.. s_options.Keys];

    private static readonly Dictionary<string, (string Name, string[] Values)[]> s_options = new()
    {
        ["VggVariant"] =
        [
            ("layers", ["\"32,M,64,M\"", "\"32s2,A,2*32,M\"", "\"32k5,64g2,M\""]),
            ("HiddenFeatures", ["8"]),
            ("AvgPoolSize", ["2", "1", "7"]),
            ("BatchNorm", ["true", "false"]),
            ("InitWeights", ["true", "false"]),
            ("Dropout", ["0.5", "0"]),
            .. OfAllFamilies(),
        ],
        ["ResNetVariant"] =
        [
            ("layers", ["\"1,2\"", "\"2,1_se\"", "\"1_bottle,1_none_nsi\""]),
            ("Widths", ["\"32,64\"", "\"8,12\""]),
            ("Block", ["ResNetBlock.Basic", "ResNetBlock.Bottleneck"]),
            ("Groups", ["1", "2"]),
            ("WidthPerGroup", ["64", "32"]),
            ("Stem", ["Stem.ImageNet", "Stem.Small", "Stem.Deep", "Stem.DeepTiered"]),
            ("StemWidth", ["0", "32"]),
            ("ReplaceStemPool", ["false", "true"]),
            ("ZeroInitResidual", ["false", "true"]),
            ("ReplaceStrideWithDilation", ["\"\"", "\"1\""]),
            ("OutputStride", ["32", "4"]),
            ("AvgDown", ["false", "true"]),
            ("DownKernelSize", ["1", "3"]),
            ("ReduceFirst", ["1", "2"]),
            ("Attention", ["Attention.None", "Attention.SE", "Attention.ESE", "Attention.ECA", "Attention.CBAM"]),
            ("SERatio", ["0.0625", "0.25"]),
            ("StochasticDepthProb", ["0", "0.2"]),
            ("Dropout", ["0", "0.3"]),
            .. OfAllFamilies(),
        ],
        ["DenseNetVariant"] =
        [
            ("layers", ["\"2,1\"", "\"1,2,1\""]),
            ("GrowthRate", ["32", "6"]),
            ("NumInitFeatures", ["64", "10"]),
            ("BnSize", ["2", "4"]),
            ("DropRate", ["0", "0.25"]),
            ("Compression", ["0.5", "1"]),
            ("Stem", ["Stem.ImageNet", "Stem.Small", "Stem.Deep", "Stem.DeepTiered"]),
            ("Dropout", ["0", "0.3"]),
            .. OfAllFamilies(),
        ],
    };

    /// <summary>A family's options; the layers are one of them.</summary>
    public static (string Name, string[] Values)[] Of(string attribute) => s_options[attribute];

    private static (string Name, string[] Values)[] OfAllFamilies() =>
    [
        ("InChannels", ["3", "1"]),
        ("ImageSize", ["64", "47"]),
        ("NumClasses", ["10"]),
        (
            "Activation",
            [
                "Activation.ReLU", "Activation.ReLU6", "Activation.LeakyReLU", "Activation.SiLU", "Activation.GELU",
                "Activation.Hardswish", "Activation.Mish"
            ]),
        ("Norm", ["Norm.BatchNorm", "Norm.GroupNorm", "Norm.LayerNorm"]),
        ("NormEps", ["0", "0.001"]),
        ("NormMomentum", ["0.1", "0.3"]),
        ("AntiAlias", ["AntiAlias.None", "AntiAlias.Blur", "AntiAlias.Avg"]),
        ("GlobalPool", ["GlobalPool.Avg", "GlobalPool.Max", "GlobalPool.AvgMax", "GlobalPool.CatAvgMax"]),
    ];
}
