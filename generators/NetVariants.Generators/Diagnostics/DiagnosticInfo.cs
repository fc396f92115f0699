using NetVariants.Core;

namespace NetVariants.Generators.Diagnostics;

/// <summary>Something wrong with a target.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Target">Where.</param>
/// <param name="Details">What the message of this id fills in.</param>
/// <param name="Suggestion">What may have been meant in the place; null where nothing is known.</param>
internal sealed record DiagnosticInfo(string Id, DiagnosticTarget Target, EquatableArray<string> Details, string? Suggestion = null);

/// <summary>A place of a target, without its source: the analyzer finds the location, and only when something is wrong there.</summary>
internal abstract record DiagnosticTarget
{
    private DiagnosticTarget()
    {
    }

    /// <summary>The type's name.</summary>
    public sealed record TypeName : DiagnosticTarget;

    /// <summary>The base class in the base list.</summary>
    public sealed record BaseType : DiagnosticTarget;

    /// <summary>The parameter list of the primary constructor.</summary>
    public sealed record PrimaryConstructor : DiagnosticTarget;

    /// <summary>A member that the source declares.</summary>
    /// <param name="Name">Its entry in <see cref="Target.Members"/>.</param>
    public sealed record Member(string Name) : DiagnosticTarget;

    /// <summary>A whole attribute.</summary>
    /// <param name="Variant">Its index in <see cref="Target.Variants"/>.</param>
    /// <param name="Related">The index of another attribute that has to do with it, or -1.</param>
    public sealed record Application(int Variant, int Related = -1) : DiagnosticTarget;

    /// <summary>A part of an attribute's argument.</summary>
    /// <param name="Variant">The attribute's index in <see cref="Target.Variants"/>.</param>
    /// <param name="Name">The parameter's or property's name.</param>
    /// <param name="Start">The first character concerned of the argument's string value.</param>
    /// <param name="Length">The number of characters concerned; 0 for the whole argument.</param>
    /// <param name="Related">The index of another attribute whose argument of the same name has to do with it, or -1.</param>
    public sealed record Argument(int Variant, string Name, int Start = 0, int Length = 0, int Related = -1) : DiagnosticTarget;
}
