using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core;
using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Reading;

/// <summary>From an attribute's bound arguments to a declaration.</summary>
internal static class AttributeReader
{
    /// <summary>Reads one application; what the compiler rejects is left out and marked.</summary>
    public static DeclaredVariant Read(VariantApplication application, CancellationToken cancellation)
    {
        var arguments = application.Data.ConstructorArguments;
        var isRejected = application.Data.AttributeConstructor is null || arguments.Length != 2
            || HasBrokenExpression(application, cancellation);
        var knobs = new List<Knob>();
        foreach (var argument in application.Data.NamedArguments)
        {
            if (argument.Value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum)
                knobs.Add(new Knob(argument.Key, argument.Value.Value));
            else
                isRejected = true;
        }

        var declaration = new VariantDeclaration(
            application.Family.Attribute,
            Text(arguments, 0, ref isRejected),
            Text(arguments, 1, ref isRejected),
            new EquatableArray<Knob>(knobs));
        return new DeclaredVariant(declaration, isRejected);
    }

    /// <remarks>A literal that does not parse has a value all the same: what the compiler made of it.</remarks>
    private static bool HasBrokenExpression(VariantApplication application, CancellationToken cancellation)
    {
        var attribute = (AttributeSyntax)application.Syntax.GetSyntax(cancellation);
        return attribute is { ContainsDiagnostics: true, ArgumentList: { } list }
            && list.Arguments.Any(argument => argument.Expression.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static string? Text(ImmutableArray<TypedConstant> arguments, int index, ref bool isRejected)
    {
        if (index >= arguments.Length)
            return null;
        isRejected |= arguments[index].Kind == TypedConstantKind.Error;
        return arguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;
    }
}
