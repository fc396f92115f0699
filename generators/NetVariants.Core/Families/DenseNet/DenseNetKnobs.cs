namespace NetVariants.Core.Families.DenseNet;

/// <summary>The named arguments of <c>DenseNetVariant</c>.</summary>
internal static class DenseNetKnobs
{
    public static readonly CountKnob GrowthRate = new("GrowthRate", 32);
    public static readonly CountKnob NumInitFeatures = new("NumInitFeatures", 64);
    public static readonly CountKnob BnSize = new("BnSize", 4);
    public static readonly RatioKnob DropRate = new("DropRate", 0);
    public static readonly RatioKnob Compression = new("Compression", 0.5, AllowsZero: false);

    public static readonly EquatableArray<KnobSpec> All =
        CommonKnobs.After(GrowthRate, NumInitFeatures, BnSize, DropRate, Compression, CommonKnobs.Stem);
}
