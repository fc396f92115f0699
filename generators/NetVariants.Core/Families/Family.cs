namespace NetVariants.Core.Families;

/// <summary>A family of networks, declared by one attribute.</summary>
/// <param name="Name">The family's name: <c>VGG</c>.</param>
/// <param name="Attribute">The attribute's name without its suffix: <c>VggVariant</c>.</param>
public sealed record Family(string Name, string Attribute)
{
    /// <summary>The attribute's full name: <c>NetVariants.VggVariantAttribute</c>.</summary>
    public string AttributeMetadataName => "NetVariants." + Attribute + "Attribute";
}
