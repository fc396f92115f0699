using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Files;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Tool.Reading;

/// <summary>What helps against the compiler's own errors in a variant attribute.</summary>
/// <param name="isFile">Whether the attribute stands in a file, where other classes may be declared too.</param>
internal sealed class CompilerRemedies(bool isFile)
{
    private const string Suffix = "Attribute";
    private const string Variant = "Variant";

    /// <summary>A diagnostic's text.</summary>
    public static string TextOf(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether an error is shown. A file may need others of its project: only what is wrong in a variant attribute counts there.
    /// </summary>
    public bool Concerns(Diagnostic error) => !isFile || (AttributeOf(error) is { } attribute
        && NameOf(attribute).EndsWith(Variant, StringComparison.Ordinal));

    /// <summary>An error's text with what was expected.</summary>
    public string MessageOf(Diagnostic error)
    {
        var text = TextOf(error);
        if (AttributeOf(error) is not { } attribute)
            return text;
        if (FamilyTable.Find(NameOf(attribute)) is not { } family)
        {
            var names = FamilyTable.Families.Select(known => known.Attribute);
            return $"'{NameOf(attribute)}' is not a variant attribute: did you mean '{Spelling.Nearest(NameOf(attribute), names)}'?";
        }

        if (NodeOf(error).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } argument)
            return text;
        if (argument.NameEquals is { } named && named.Span.Contains(error.Location.SourceSpan))
            return UnknownOption(named.Name.Identifier.ValueText, family);
        return $"{text}: {Expected(argument, family)}";
    }

    private string Expected(AttributeArgumentSyntax argument, Family family)
    {
        if (argument.NameEquals?.Name.Identifier.ValueText is not { } name)
            return $"expected a name and layers in quotes, such as \"net\", \"{family.DefaultLayers}\"; in a shell, put the whole "
                + "declaration in single quotes";
        if (name != BaseReader.Argument)
            return family.Knobs.FirstOrDefault(knob => knob.Name == name) is { } option ? $"expected {option.Range}" : "expected an option";
        return isFile
            ? "a base is a class of the same file or of NetVariants.Models"
            : "on the command line a base is a class of NetVariants.Models; to derive from a class of yours, name its .cs file instead";
    }

    private static string UnknownOption(string name, Family family)
    {
        var nearest = Spelling.Nearest(name, family.Knobs.Select(knob => knob.Name));
        return string.Format(
            CultureInfo.InvariantCulture,
            Descriptors.OtherFamilysOption.MessageFormat.ToString(CultureInfo.InvariantCulture),
            name,
            family.Name,
            $"did you mean '{nearest}'? 'netvariants list --options {family.Name}' lists them");
    }

    private static SyntaxNode NodeOf(Diagnostic error) =>
        error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);

    private static AttributeSyntax? AttributeOf(Diagnostic error) => NodeOf(error).FirstAncestorOrSelf<AttributeSyntax>();

    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
