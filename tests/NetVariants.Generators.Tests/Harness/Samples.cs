namespace NetVariants.Generators.Tests.Harness;

/// <summary>Declarations that many tests use.</summary>
internal static class Samples
{
    public const string Model = """
        using NetVariants;

        namespace App;

        /// <summary>A small network.</summary>
        [VggVariant("vgg_small", "16,M,32,M", AvgPoolSize = 2, HiddenFeatures = 64, ImageSize = 32, NumClasses = 10)]
        public partial class VggSmall;
        """;

    public const string Zoo = """
        using NetVariants;

        namespace App;

        /// <summary>Three small networks.</summary>
        [VggVariant("vgg_small_bn", "16,M,32,M", BatchNorm = true, AvgPoolSize = 2, HiddenFeatures = 64, ImageSize = 32, NumClasses = 10)]
        [ResNetVariant("resnet8", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
        [DenseNetVariant("densenet_small", "2,2", GrowthRate = 8, NumInitFeatures = 16, Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
        public static partial class Zoo;
        """;
}
