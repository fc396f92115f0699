using NetVariants.Core.Compilation;

namespace NetVariants.Core.Emission;

/// <summary>One variant of a target: a valid one, or an invalid one, of which only the members' signatures are emitted.</summary>
public abstract record EmittedVariant
{
    private EmittedVariant(CompiledVariant variant) => Variant = variant;

    /// <summary>The variant.</summary>
    public CompiledVariant Variant { get; }

    /// <summary>A variant without problems.</summary>
    public sealed record Valid(CompiledVariant Variant) : EmittedVariant(Variant);

    /// <summary>A variant that cannot be built: its members carry the reason as a compile-time error.</summary>
    /// <param name="Variant">The variant, which may be without problems of its own: the error can be in its class.</param>
    /// <param name="Reason">The id and the message: <c>NV2001: 'x1' is not valid here: …</c>.</param>
    public sealed record Invalid(CompiledVariant Variant, string Reason) : EmittedVariant(Variant);
}
