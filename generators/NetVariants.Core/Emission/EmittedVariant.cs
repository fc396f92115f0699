namespace NetVariants.Core.Emission;

/// <summary>One variant of a target: a sound one, or a broken one of which only the member shapes are emitted.</summary>
public abstract record EmittedVariant
{
    private EmittedVariant()
    {
    }

    /// <summary>A variant without problems.</summary>
    public sealed record Sound(CompiledVariant Variant) : EmittedVariant;

    /// <summary>A variant that cannot be built: its members carry the reason as a compile-time error.</summary>
    /// <param name="Name">The variant's name as declared.</param>
    /// <param name="Identifier">The nested class's name in a zoo; empty when there is none, and then a zoo leaves the class out.</param>
    /// <param name="Attribute">The attribute's name without its suffix: <c>VggVariant</c>.</param>
    /// <param name="Reason">The id and the message: <c>NV2001: 'x1' is no layer …</c>.</param>
    public sealed record Broken(string Name, string Identifier, string Attribute, string Reason) : EmittedVariant;
}
