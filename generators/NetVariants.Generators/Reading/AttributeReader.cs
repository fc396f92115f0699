using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;

namespace NetVariants.Generators.Reading;

/// <summary>From an attribute's bound arguments to a declaration.</summary>
internal static class AttributeReader
{
    /// <summary>Reads one application; what the compiler rejects is left out and marked.</summary>
    public static DeclaredVariant Read(VariantApplication application, CancellationToken cancellation) =>
        ReadWithoutBase(application, cancellation) with { Base = BaseReader.Read(application, cancellation) };

    /// <summary>Reads one application but for what it derives from.</summary>
    public static DeclaredVariant ReadWithoutBase(VariantApplication application, CancellationToken cancellation)
    {
        var arguments = application.Data.ConstructorArguments;
        var isRejected = application.Data.AttributeConstructor is null || arguments.Length is not (1 or 2)
            || HasSyntaxError(application, cancellation)
            || arguments.Any(argument => argument.Kind == TypedConstantKind.Error)
            || application.Data.NamedArguments.Any(argument =>
                argument.Value.Kind is not (TypedConstantKind.Primitive or TypedConstantKind.Enum or TypedConstantKind.Type));
        return new DeclaredVariant(
            DeclarationOf(application),
            isRejected,
            Base: null,
            new EquatableArray<string>(OtherFamilysOptions(application, cancellation)));
    }

    /// <remarks>The compiler knows such an argument as an unknown name only.</remarks>
    private static IEnumerable<string> OtherFamilysOptions(VariantApplication application, CancellationToken cancellation)
    {
        var attribute = (AttributeSyntax)application.Syntax.GetSyntax(cancellation);
        if (attribute.ArgumentList is not { } list)
            yield break;
        foreach (var argument in list.Arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText is { } name
                && application.Family.Knobs.All(knob => knob.Name != name)
                && FamilyTable.Families.Any(family => family.Knobs.Any(knob => knob.Name == name)))
            {
                yield return name;
            }
        }
    }

    private static VariantDeclaration DeclarationOf(VariantApplication application)
    {
        var knobs = new List<Knob>();
        foreach (var argument in application.Data.NamedArguments)
        {
            if (argument.Value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum)
                knobs.Add(new Knob(argument.Key, argument.Value.Value));
        }

        var arguments = application.Data.ConstructorArguments;
        return new VariantDeclaration(
            application.Family.Attribute, Text(arguments, 0), Text(arguments, 1), new EquatableArray<Knob>(knobs));
    }

    /// <summary>The variant's name that an application says.</summary>
    public static string? NameOf(VariantApplication application) => Text(application.Data.ConstructorArguments, 0);

    /// <remarks>A literal that does not parse still has a value: what the compiler made of it.</remarks>
    private static bool HasSyntaxError(VariantApplication application, CancellationToken cancellation)
    {
        var attribute = (AttributeSyntax)application.Syntax.GetSyntax(cancellation);
        return attribute is { ContainsDiagnostics: true, ArgumentList: { } list }
            && list.Arguments.Any(argument => argument.Expression.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static string? Text(ImmutableArray<TypedConstant> arguments, int index) =>
        index < arguments.Length && arguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;
}
