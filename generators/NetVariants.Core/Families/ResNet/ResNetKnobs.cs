namespace NetVariants.Core.Families.ResNet;

/// <summary>The named arguments of <c>ResNetVariant</c>.</summary>
internal static class ResNetKnobs
{
    public static readonly ChoiceKnob Block = new("Block", "ResNetBlock", EquatableArray<string>.Of("Basic", "Bottleneck"));
    public static readonly ListKnob Widths = new("Widths", "64,128,256,512");
    public static readonly CountKnob Groups = new("Groups", 1);
    public static readonly CountKnob WidthPerGroup = new("WidthPerGroup", 64);
    public static readonly FlagKnob ZeroInitResidual = new("ZeroInitResidual", false);
    public static readonly ListKnob ReplaceStrideWithDilation = new("ReplaceStrideWithDilation", "");

    public static readonly EquatableArray<KnobSpec> All = CommonKnobs.After(
        Block, Widths, CommonKnobs.Stem, Groups, WidthPerGroup, ZeroInitResidual, ReplaceStrideWithDilation);
}
