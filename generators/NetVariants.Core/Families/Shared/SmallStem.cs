namespace NetVariants.Core.Families.Shared;

/// <summary>The choice between the default first layers and those for small images, for families whose stem is one convolution.</summary>
internal static class SmallStem
{
    /// <summary>Whether the first layers are those for small images, which keep their size; a deep stem is a problem.</summary>
    public static bool IsChosen(DeclarationReader reader)
    {
        var stem = reader.Choice<Stem>(CommonKnobs.Stem);
        if (stem is Stem.Deep or Stem.DeepTiered)
        {
            reader.Conflict(
                CommonKnobs.Stem, "is of three convolutions, and the family's stem is one", CommonKnobs.Stem.Print((int)Stem.Small));
        }

        return stem == Stem.Small;
    }
}
