using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Compilation;

/// <summary>A declaration that derives from another one of its family.</summary>
public static class DeclarationMerge
{
    /// <summary>
    /// The declaration with what its base says besides. Only what is written counts: an argument of the declaration takes the place of the
    /// base's. The base's limits are its own.
    /// </summary>
    /// <param name="derived">The declaration.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    public static VariantDeclaration Over(this VariantDeclaration derived, EquatableArray<VariantDeclaration> bases)
    {
        var layers = derived.Layers;
        var knobs = new List<Knob>();
        for (var i = bases.Count - 1; i >= 0; i--)
        {
            foreach (var knob in bases[i].Knobs)
            {
                if (!IsLimit(derived.Attribute, knob.Name))
                    knobs.Add(knob);
            }
        }

        for (var i = 0; i < bases.Count; i++)
            layers ??= bases[i].Layers;
        knobs.AddRange(derived.Knobs);
        return derived with { Layers = layers, Knobs = new EquatableArray<Knob>(knobs) };
    }

    /// <summary>Whether a declaration itself says an argument.</summary>
    public static bool Writes(this VariantDeclaration declaration, string argument)
    {
        if (argument == Problem.NameArgument)
            return true;
        if (argument == Problem.LayersArgument)
            return declaration.Layers is not null;
        foreach (var knob in declaration.Knobs)
        {
            if (knob.Name == argument)
                return true;
        }

        return false;
    }

    private static bool IsLimit(string attribute, string name)
    {
        foreach (var spec in FamilyTable.Find(attribute)!.Knobs)
        {
            if (spec.Name == name)
                return spec is LimitKnob;
        }

        return false;
    }
}
