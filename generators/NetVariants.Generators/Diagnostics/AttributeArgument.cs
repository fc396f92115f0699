using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Generators.Diagnostics;

/// <summary>An argument of a variant attribute, by the name of its parameter or property.</summary>
internal static class AttributeArgument
{
    /// <summary>The argument as written, or null where it is not.</summary>
    public static ExpressionSyntax? SyntaxOf(AttributeSyntax attribute, Family family, string name)
    {
        if (attribute.ArgumentList is not { } list)
            return null;
        // Of two with one name, which is an error of its own, the last counts.
        var parameter = name == Problem.LayersArgument ? family.LayersArgument : name;
        var named = list.Arguments.LastOrDefault(argument => NameOf(argument) == parameter);
        if (named is not null)
            return named.Expression;
        var position = PositionOf(name);
        AttributeArgumentSyntax[] positional = [.. list.Arguments.Where(argument => argument.NameEquals is null)];
        return position >= 0 && position < positional.Length && positional[position].NameColon is null
            ? positional[position].Expression
            : null;
    }

    /// <summary>The argument's value if it is a string.</summary>
    public static string? TextOf(AttributeData attribute, string name)
    {
        var position = PositionOf(name);
        var value = position < 0
            ? attribute.NamedArguments.LastOrDefault(argument => argument.Key == name).Value
            : attribute.ConstructorArguments.ElementAtOrDefault(position);
        return value is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;
    }

    private static string? NameOf(AttributeArgumentSyntax argument) =>
        argument.NameColon?.Name.Identifier.ValueText ?? argument.NameEquals?.Name.Identifier.ValueText;

    private static int PositionOf(string name) => name switch
    {
        Problem.NameArgument => 0,
        Problem.LayersArgument => 1,
        _ => -1,
    };
}
