namespace NetVariants.Core.Declarations;

/// <summary>What one application of a variant attribute says.</summary>
/// <param name="Attribute">The attribute's name without its suffix: <c>VggVariant</c>.</param>
/// <param name="Name">The first argument.</param>
/// <param name="Layers">The second argument.</param>
/// <param name="Knobs">The named arguments in source order; of two with one name the last counts.</param>
public sealed record VariantDeclaration(string Attribute, string? Name, string? Layers, EquatableArray<Knob> Knobs);

/// <summary>A named argument of a variant attribute.</summary>
/// <param name="Name">The property's name: <c>NumClasses</c>.</param>
/// <param name="Value">A string, int, double or bool; an enum's underlying int.</param>
public sealed record Knob(string Name, object? Value);
