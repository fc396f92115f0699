using NetVariants.Core.Declarations;

namespace NetVariants.Core.Families.Shared;

/// <summary>The choice between the usual first layers and those for small images, for families whose stem is one convolution.</summary>
internal static class SmallStem
{
    /// <summary>Whether the first layers are those for small images; a deep stem is a problem.</summary>
    public static bool IsChosen(DeclarationReader reader)
    {
        var stem = reader.Choice<Stem>(CommonKnobs.Stem);
        if (stem is Stem.Deep or Stem.DeepTiered)
            reader.Problems.Add(
                ProblemIds.OutOfRange, CommonKnobs.Stem.Name, CommonKnobs.Stem.Print((int)stem),
                "ImageNet or Small, since the stem is one convolution");
        return stem == Stem.Small;
    }
}
