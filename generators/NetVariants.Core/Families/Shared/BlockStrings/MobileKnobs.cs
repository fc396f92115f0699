namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>What the families of block strings have in common among their knobs.</summary>
internal static class MobileKnobs
{
    /// <summary>The largest factor of a network's channels or blocks.</summary>
    public const int MostMult = 100;

    public static readonly FactorKnob WidthMult = new("WidthMult", 1, Most: MostMult) { Needs = "widths that a factor scales" };

    /// <summary>The probability of zeroing a feature before the last linear layer.</summary>
    public static readonly RatioKnob Dropout = new(MixKnobs.Dropout.Name, 0.2);
}
