using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>What the families of block strings have in common among their knobs.</summary>
internal static class MobileKnobs
{
    /// <summary>The largest factor of a network's channels or blocks.</summary>
    public const int MostMult = 100;

    public static readonly FactorKnob WidthMult = new("WidthMult", 1, Most: MostMult);

    /// <summary>Stem's step: the small one keeps the image's side; these families have no deep one.</summary>
    public static int StemStride(DeclarationReader reader)
    {
        var stem = reader.Choice<Stem>(CommonKnobs.Stem);
        if (stem is Stem.Deep or Stem.DeepTiered)
        {
            reader.Conflict(
                CommonKnobs.Stem, "is of three convolutions, and the family's stem is one", CommonKnobs.Stem.Print((int)Stem.Small));
        }

        return stem == Stem.ImageNet ? 2 : 1;
    }

    /// <summary>The rules of initialisation, with the linear layers' own.</summary>
    public static EquatableArray<InitRule> Init(Init linear) => EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: true)),
        new InitRule("Conv2d", "bias", new Init.Constant(0)),
        new InitRule("Linear", "weight", linear),
        new InitRule("Linear", "bias", new Init.Constant(0)));
}
