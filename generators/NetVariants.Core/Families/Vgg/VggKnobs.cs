namespace NetVariants.Core.Families.Vgg;

/// <summary>The named arguments of <c>VggVariant</c>.</summary>
internal static class VggKnobs
{
    public static readonly FlagKnob BatchNorm = new("BatchNorm", false);
    public static readonly RatioKnob Dropout = new("Dropout", 0.5);
    public static readonly FlagKnob InitWeights = new("InitWeights", true);
    public static readonly CountKnob HiddenFeatures = new("HiddenFeatures", 4096);
    public static readonly CountKnob AvgPoolSize = new("AvgPoolSize", 7);

    public static readonly EquatableArray<KnobSpec> All =
        CommonKnobs.After(BatchNorm, Dropout, InitWeights, HiddenFeatures, AvgPoolSize);
}
