using System;
using System.Collections.Generic;
using System.Text;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Compilation;

/// <summary>
/// A declaration as text: the attribute as it would be written in C#, knobs in the family's order, defaults left out. This is
/// <c>VariantInfo.Declaration</c>, from which the network can be built again.
/// </summary>
public static class DeclarationText
{
    /// <summary>The declaration in canonical form; declarations that mean the same network under the same name become equal.</summary>
    /// <param name="declaration">A declaration without problems.</param>
    public static VariantDeclaration Canonical(VariantDeclaration declaration)
    {
        var knobs = new List<Knob>();
        if (FamilyTable.Find(declaration.Attribute) is { } family)
        {
            foreach (var spec in family.Knobs)
            {
                if (spec is not LimitKnob && ValueOf(declaration, spec) is { } value && !spec.IsDefault(value))
                    knobs.Add(new Knob(spec.Name, value));
            }
        }

        return declaration with
        {
            Layers = declaration.Layers is { } layers && WithoutBlanks(layers) is { Length: > 0 } list ? list : null,
            Knobs = new EquatableArray<Knob>(knobs),
        };
    }

    /// <summary>The text: <c>VggVariant("vgg11", "64,M", BatchNorm = true)</c>.</summary>
    /// <param name="declaration">A declaration without problems.</param>
    public static string Print(VariantDeclaration declaration)
    {
        var canonical = Canonical(declaration);
        var text = Words.Begin(canonical.Attribute).Append('(');
        CSharpLiteral.AppendQuoted(text, canonical.Name ?? "");
        if (canonical.Layers is { } layers)
            CSharpLiteral.AppendQuoted(text.Append(", "), layers);
        foreach (var knob in canonical.Knobs)
            text.Append(", ").Append(knob.Name).Append(" = ").Append(Find(canonical.Attribute, knob.Name)!.Print(knob.Value!));
        return text.Append(')').ToString();
    }

    /// <summary>Reads what <see cref="Print"/> writes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The declaration; null where the text is none.</returns>
    public static VariantDeclaration? Parse(string text)
    {
        var scanner = new DeclarationScanner(text);
        var attribute = scanner.Word();
        if (FamilyTable.Find(attribute) is null || !scanner.Take('(') || scanner.Quoted() is not { } name)
            return null;
        string? layers = null;
        var knobs = new List<Knob>();
        for (var isFirst = true; scanner.Take(','); isFirst = false)
        {
            if (isFirst && (layers = scanner.Quoted()) is not null)
                continue;
            var knob = scanner.Word();
            if (Find(attribute, knob) is not { } spec || !scanner.Take('=') || spec.Scan(scanner) is not { } value)
                return null;
            knobs.Add(new Knob(knob, value));
        }

        return scanner.Take(')') && scanner.IsAtEnd
            ? new VariantDeclaration(attribute, name, layers, new EquatableArray<Knob>(knobs))
            : null;
    }

    /// <summary>Reads what <see cref="Print"/> writes.</summary>
    /// <exception cref="ArgumentException">The text is not a declaration.</exception>
    internal static VariantDeclaration ParseOrThrow(string declaration) => Parse(declaration) ?? throw new ArgumentException(
        $"'{declaration}' is not the declaration of a variant: expected an attribute as VariantInfo.Declaration has it.",
        nameof(declaration));

    /// <summary>What a declaration says of a knob, a list without blanks; null where it says nothing of the knob's type.</summary>
    internal static object? ValueOf(VariantDeclaration declaration, KnobSpec spec)
    {
        for (var i = declaration.Knobs.Count - 1; i >= 0; i--)
        {
            var knob = declaration.Knobs[i];
            if (knob.Name == spec.Name)
                return !spec.Accepts(knob.Value) ? null : spec is ListKnob ? WithoutBlanks((string)knob.Value!) : knob.Value;
        }

        return null;
    }

    private static KnobSpec? Find(string attribute, string name)
    {
        foreach (var spec in FamilyTable.Find(attribute)!.Knobs)
        {
            if (spec.Name == name && spec is not LimitKnob)
                return spec;
        }

        return null;
    }

    private static string WithoutBlanks(string list)
    {
        StringBuilder? text = null;
        for (var i = 0; i < list.Length; i++)
        {
            if (char.IsWhiteSpace(list[i]))
                text ??= new StringBuilder(list, 0, i, list.Length);
            else
                text?.Append(list[i]);
        }

        return text?.ToString() ?? list;
    }
}
