using System.Collections.Generic;

namespace NetVariants.Integration.Tests.Mixing;

/// <summary>The options of each family with the values that are tried, in C# syntax. A small network starts from the first ones.</summary>
internal static class OptionTable
{
    /// <summary>The option whose values are whole arguments: the layers, or what stands in their place.</summary>
    public const string Layers = "layers";

    private static readonly (string Name, string[] Values)[] s_each =
    [
        ("InChannels", ["3", "1"]),
        ("ImageSize", ["64", "47"]),
        ("NumClasses", ["10"]),
    ];

    /// <summary>The same on smaller images, for networks that do not pool in their stems.</summary>
    private static readonly (string Name, string[] Values)[] s_eachSmall =
    [
        ("InChannels", ["3", "1"]),
        ("ImageSize", ["32", "23"]),
        ("NumClasses", ["10"]),
    ];

    private static readonly (string Name, string[] Values) s_activation = (
        "Activation",
        [
            "Activation.ReLU", "Activation.ReLU6", "Activation.LeakyReLU", "Activation.SiLU", "Activation.GELU", "Activation.Hardswish",
            "Activation.Mish"
        ]);

    private static readonly (string Name, string[] Values)[] s_norms =
    [
        ("Norm", ["Norm.BatchNorm", "Norm.GroupNorm", "Norm.LayerNorm"]),
        ("NormEps", ["0", "0.001"]),
        ("NormMomentum", ["0.1", "0.3"]),
    ];

    private static readonly (string Name, string[] Values) s_antiAlias = (
        "AntiAlias", ["AntiAlias.None", "AntiAlias.Blur", "AntiAlias.Avg"]);

    private static readonly (string Name, string[] Values) s_globalPool = (
        "GlobalPool", ["GlobalPool.Avg", "GlobalPool.Max", "GlobalPool.AvgMax", "GlobalPool.CatAvgMax"]);

    private static readonly (string Name, string[] Values)[] s_mobile =
    [
        ("WidthMult", ["1", "0.5", "2"]),
        ("Stem", ["Stem.ImageNet", "Stem.Small", "Stem.Deep"]),
        ("StochasticDepthProb", ["0", "0.2"]),
        ("Dropout", ["0.2", "0"]),
        .. s_eachSmall,
        s_activation,
        .. s_norms,
    ];

    private static readonly Dictionary<string, (string Name, string[] Values)[]> s_options = new()
    {
        ["VggVariant"] =
        [
            (Layers, ["\"32,M,64,M\"", "\"32s2,A,2*32,M\"", "\"32k5,64g2,M\""]),
            ("HiddenFeatures", ["8"]),
            ("AvgPoolSize", ["2", "1", "7"]),
            ("BatchNorm", ["true", "false"]),
            ("InitWeights", ["true", "false"]),
            ("Dropout", ["0.5", "0"]),
            .. s_each,
            s_activation,
            .. s_norms,
            s_antiAlias,
            s_globalPool,
        ],
        ["ResNetVariant"] =
        [
            (Layers, ["\"1,2\"", "\"2,1_se\"", "\"1_bottle,1_none_nsi\""]),
            ("Widths", ["\"32,64\"", "\"8,12\""]),
            ("Block", ["ResNetBlock.Basic", "ResNetBlock.Bottleneck"]),
            ("Groups", ["1", "2"]),
            ("WidthPerGroup", ["64", "32"]),
            ("Stem", ["Stem.ImageNet", "Stem.Small", "Stem.Deep", "Stem.DeepTiered"]),
            ("StemWidth", ["0", "96"]),
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
            .. s_each,
            s_activation,
            .. s_norms,
            s_antiAlias,
            s_globalPool,
        ],
        ["DenseNetVariant"] =
        [
            (Layers, ["\"2,1\"", "\"1,2,1\""]),
            ("GrowthRate", ["32", "6"]),
            ("NumInitFeatures", ["64", "10"]),
            ("BnSize", ["2", "4"]),
            ("DropRate", ["0", "0.25"]),
            ("Compression", ["0.5", "1"]),
            ("MemoryEfficient", ["false", "true"]),
            ("Stem", ["Stem.ImageNet", "Stem.Small", "Stem.Deep", "Stem.DeepTiered"]),
            ("Dropout", ["0", "0.3"]),
            .. s_each,
            s_activation,
            .. s_norms,
            s_antiAlias,
            s_globalPool,
        ],
        ["MobileNetV2Variant"] =
        [
            (
                Layers,
                [
                    "\"ds_c32,ir_s2_e2_c32,ir_e2_c32\"", "\"ir_k5_e3_c32_se0.25_nge,cn_c64_skip\"",
                    "\"er_r2_s2_e2_c32_g2,ir_d2_e2_c64_noskip\""
                ]),
            ("RoundNearest", ["8", "5"]),
            ("LastChannel", ["64", "96"]),
            .. s_mobile,
        ],
        ["MobileNetV3Variant"] =
        [
            (
                Layers,
                [
                    "\"ir_x32_c32,ir_s2_x64_c32_se0.25_nre,ir_x64_c32\"", "\"ir_k5_e3_c32_se0.25_nsi,cn_c64_skip\"",
                    "\"er_r2_s2_e2_c32,ir_d2_e2_c64,cn_k1_c96\""
                ]),
            ("StemWidth", ["32", "64"]),
            ("LastChannel", ["64", "96"]),
            .. s_mobile,
        ],
        ["EfficientNetVariant"] =
        [
            (
                Layers,
                [
                    "\"ds_c32_se0.25,ir_s2_e2_c32_se0.25,ir_e2_c32\"", "\"cn_r2_c32_skip,er_r2_s2_e4_c32,er_c64\"",
                    "\"ir_r2_k5_e2_c32_se0.5_nhs\""
                ]),
            ("DepthMult", ["1", "1.4"]),
            ("StemWidth", ["32", "64"]),
            ("LastChannel", ["0", "96"]),
            .. s_mobile,
        ],
        ["RegNetVariant"] =
        [
            (Layers, ["\"1,2\"", "\"2*1\"", "Depth = 4, W0 = 32, Wa = 16, Wm = 2", "Depth = 5, W0 = 32, Wa = 9.5, Wm = 1.6"]),
            ("Widths", ["\"32,64\"", "\"96,32\""]),
            ("GroupWidth", ["8", "32", "12"]),
            ("BottleneckMultiplier", ["1", "0.5", "2"]),
            ("SERatio", ["0", "0.25"]),
            ("Stem", ["Stem.ImageNet", "Stem.Small", "Stem.Deep"]),
            ("StemWidth", ["32", "64"]),
            ("StochasticDepthProb", ["0", "0.2"]),
            ("Dropout", ["0", "0.3"]),
            .. s_eachSmall,
            s_activation,
            .. s_norms,
            s_globalPool,
        ],
        ["ConvNeXtVariant"] =
        [
            (Layers, ["\"1,2\"", "\"2*2\""]),
            ("Widths", ["\"16,24\"", "\"12,12\""]),
            ("LayerScale", ["1e-6", "0.5"]),
            ("Kernel", ["7", "3"]),
            ("MlpRatio", ["4", "1"]),
            ("StemPatch", ["4", "2", "3"]),
            ("StochasticDepthProb", ["0.1", "0"]),
            ("Dropout", ["0", "0.3"]),
            .. s_eachSmall,
            s_activation,
            ("NormEps", ["0", "0.001"]),
            s_globalPool,
        ],
        ["ViTVariant"] =
        [
            ("NumLayers", ["1", "2"]),
            ("PatchSize", ["8", "4"]),
            ("NumHeads", ["2", "1", "8"]),
            ("HiddenDim", ["96", "64"]),
            ("MlpDim", ["192", "100"]),
            ("RepresentationSize", ["0", "20"]),
            ("RegTokens", ["0", "3"]),
            ("Pool", ["TokenPool.Token", "TokenPool.Mean"]),
            ("LayerScale", ["0", "0.5"]),
            ("StochasticDepthProb", ["0", "0.2"]),
            ("Dropout", ["0", "0.3"]),
            ("AttentionDropout", ["0", "0.2"]),
            ("InChannels", ["3", "1"]),
            ("ImageSize", ["48", "64"]),
            ("NumClasses", ["10"]),
            s_activation,
            ("NormEps", ["0", "0.001"]),
        ],
    };

    /// <summary>The families' attributes.</summary>
    public static IReadOnlyList<string> Families => [.. s_options.Keys];

    /// <summary>A family's options.</summary>
    public static (string Name, string[] Values)[] Of(string attribute) => s_options[attribute];
}
