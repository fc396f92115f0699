using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Emission;

namespace NetVariants.Generators.Reading;

/// <summary>The base class that a person wrote.</summary>
internal static class BaseClass
{
    private const string Tensor = "TorchSharp.torch.Tensor";
    private const string ModelBase = "TorchSharp.torch.nn.Module<" + Tensor + ", " + Tensor + ">";

    /// <summary>The base class of <paramref name="type"/> if it is another than a model's, or null.</summary>
    public static string? UnexpectedIn(INamedTypeSymbol type, IReadOnlyList<TypeDeclarationSyntax> parts)
    {
        if (type.IsStatic || type.BaseType is not { TypeKind: not TypeKind.Error } declared)
            return null;
        if (declared.SpecialType == SpecialType.System_Object)
            return NamesObject(type, parts) ? "object" : null;
        var name = declared.ToDisplayString();
        return name == ModelBase ? null : name;
    }

    /// <summary>
    /// Whether the base class that a person wrote leaves it to <paramref name="type"/> to override a module's <c>forward</c>.
    /// </summary>
    public static bool LeavesForwardAbstract(INamedTypeSymbol type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            foreach (var member in level.GetMembers(DeclaredMembers.ForwardName))
            {
                if (member is IMethodSymbol method && (method.IsAbstract || method.IsOverride)
                    && DeclaredMembers.NameOf(method) == MemberNames.Forward)
                    return method.IsAbstract && method.ReturnType.ToDisplayString() == Tensor;
            }
        }

        return false;
    }

    /// <summary>Where <paramref name="type"/> names its base class: the first entry of a base list, by C#'s rule.</summary>
    public static BaseTypeSyntax? SyntaxIn(INamedTypeSymbol type, IEnumerable<TypeDeclarationSyntax> parts)
    {
        var name = type.BaseType?.Name ?? "";
        BaseTypeSyntax[] first = [.. parts.Where(part => part.BaseList is not null).Select(part => part.BaseList!.Types[0])];
        return first.FirstOrDefault(entry => LastName(entry) == name || IsObject(entry)) ?? first.FirstOrDefault();
    }

    /// <summary>Whether the source says <c>: object</c>, which another part's base class contradicts.</summary>
    private static bool NamesObject(INamedTypeSymbol type, IReadOnlyList<TypeDeclarationSyntax> parts) =>
        parts.Any(part => part.BaseList is { } list && IsObject(list.Types[0]))
        && type.Interfaces.All(i => i.Name != nameof(System.Object));

    private static bool IsObject(BaseTypeSyntax entry) => entry.Type is PredefinedTypeSyntax || LastName(entry) == nameof(System.Object);

    private static string LastName(BaseTypeSyntax entry) => entry.Type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
