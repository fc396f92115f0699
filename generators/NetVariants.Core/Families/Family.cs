using NetVariants.Core.Ir;

namespace NetVariants.Core.Families;

/// <summary>A family of networks, declared by one attribute.</summary>
public sealed class Family
{
    private readonly FrontEnd _frontEnd;

    internal Family(string name, string attribute, EquatableArray<KnobSpec> knobs, FrontEnd frontEnd)
    {
        Name = name;
        Attribute = attribute;
        Knobs = knobs;
        _frontEnd = frontEnd;
    }

    /// <summary>From a declaration to a network, or to null and problems.</summary>
    internal delegate NetSpec? FrontEnd(DeclarationReader reader);

    /// <summary>The family's name: <c>VGG</c>.</summary>
    public string Name { get; }

    /// <summary>The attribute's name without its suffix: <c>VggVariant</c>.</summary>
    public string Attribute { get; }

    /// <summary>The attribute's full name: <c>NetVariants.VggVariantAttribute</c>.</summary>
    public string AttributeMetadataName => "NetVariants." + Attribute + "Attribute";

    /// <summary>The named arguments that the attribute takes, in canonical order.</summary>
    public EquatableArray<KnobSpec> Knobs { get; }

    internal NetSpec? Lower(DeclarationReader reader) => _frontEnd(reader);
}
