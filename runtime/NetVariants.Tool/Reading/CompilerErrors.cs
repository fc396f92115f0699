using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Files;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;
using NetVariants.Tool.Networks;

namespace NetVariants.Tool.Reading;

/// <summary>The compiler's own errors in variant attributes, and what helps.</summary>
/// <param name="isFile">Whether the attributes stand in a file, where other classes may be declared too.</param>
internal sealed class CompilerErrors(bool isFile)
{
    private readonly HashSet<AttributeSyntax> _basesKnown = [];

    private const string Suffix = "Attribute";
    private const string Variant = "Variant";

    /// <summary>A diagnostic's text.</summary>
    public static string TextOf(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>Notes that an attribute's base is found: the compiler knows no class that is yet to be generated.</summary>
    public void KnowBaseOf(AttributeSyntax attribute) => _basesKnown.Add(attribute);

    /// <summary>
    /// Whether a diagnostic is an error that counts. A file may need others of its project: only what is wrong in a variant attribute
    /// counts there.
    /// </summary>
    public bool Concerns(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        && (AttributeOf(diagnostic) is { } attribute
            ? (!isFile || NameOf(attribute).EndsWith(Variant, StringComparison.Ordinal))
                && !(_basesKnown.Contains(attribute) && IsOfBase(diagnostic))
            : !isFile);

    /// <summary>Whether one of the errors is in an attribute, or in the text that it stands in.</summary>
    public bool IsRejected(AttributeSyntax attribute, IEnumerable<Diagnostic> errors) =>
        errors.Any(error => !isFile || AttributeOf(error) == attribute);

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

        var argument = NodeOf(error).FirstAncestorOrSelf<AttributeArgumentSyntax>();
        if (argument?.NameEquals is not { } named)
            return $"{text}: {Expected(null, family)}";
        if (named.Span.Contains(error.Location.SourceSpan))
            return UnknownOption(named.Name.Identifier.ValueText, family);
        return argument.Expression.Span.Contains(error.Location.SourceSpan)
            ? $"{text}: {Expected(named.Name.Identifier.ValueText, family)}"
            : $"{text}: write it once";
    }

    /// <summary>The arguments of a family's attribute, as an example: <c>"net", "2,2,2,2"</c>.</summary>
    public static string ExampleOf(Family family) =>
        family.DefaultLayers.Length > 0 ? $"\"net\", \"{family.DefaultLayers}\"" : "\"net\"";

    /// <summary>What was expected of an option; of name and layers, where it is none.</summary>
    private string Expected(string? option, Family family)
    {
        if (option is null)
        {
            return $"expected a name{(family.DefaultLayers.Length > 0 ? " and layers" : "")} in quotes, such as {ExampleOf(family)}; in a "
                + "shell, put the whole declaration in single quotes; numbers have a point, 0.5";
        }

        if (option != BaseReader.Argument)
            return $"expected {family.Knobs.FirstOrDefault(knob => knob.Name == option)?.Range}";
        var example = $"typeof({ModelCatalog.All.First(network => network.Family == family).Class})";
        return isFile
            ? $"a base is a class of the same file or of NetVariants.Models, as {example}"
            : $"on the command line a base is a class of NetVariants.Models, as {example}; to derive from a class of yours, name its "
                + ".cs file instead";
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

    private static bool IsOfBase(Diagnostic error) =>
        NodeOf(error).FirstAncestorOrSelf<AttributeArgumentSyntax>()?.NameEquals?.Name.Identifier.ValueText == BaseReader.Argument;

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
