using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Tests;

namespace NetVariants.SystemTorch.Tests.Surface;

/// <summary>What an assembly offers its callers: each visible type and member as one line of text.</summary>
internal sealed class ApiSurface
{
    private static readonly SymbolDisplayFormat s_format = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        SymbolDisplayLocalOptions.None,
        SymbolDisplayKindOptions.IncludeTypeKeyword,
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly IAssemblySymbol _assembly;

    private ApiSurface(IAssemblySymbol assembly) => _assembly = assembly;

    public static ApiSurface Of(MetadataReference assembly)
    {
        var compilation = CSharpCompilation.Create("surface", references: [.. ReferenceAssembly.Framework, assembly]);
        return new ApiSurface((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!);
    }

    /// <summary>The visible types and members, overrides of inherited members left out: they offer nothing new.</summary>
    public IEnumerable<string> Lines() => VisibleTypes(_assembly.GlobalNamespace).SelectMany(Describe).Order(StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> VisibleTypes(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                if (!IsVisible(type))
                    continue;
                yield return type;
            }

            foreach (INamedTypeSymbol nested in VisibleTypes(member))
                yield return nested;
        }
    }

    private static IEnumerable<string> Describe(INamedTypeSymbol type)
    {
        string modifiers = (type.IsStatic ? "static " : "") + (type.IsAbstract ? "abstract " : "") + (type.IsSealed ? "sealed " : "");
        string name = type.ToDisplayString(s_format);
        yield return $"{modifiers}{name} : {type.BaseType?.ToDisplayString(s_format)}";
        foreach (ISymbol member in type.GetMembers().Where(IsVisible))
        {
            if (member is INamedTypeSymbol or IMethodSymbol { AssociatedSymbol: not null } || member.IsOverride || IsDelegatePlumbing(type, member))
                continue;
            // Static constructors and finalisers are no one's to call.
            if (member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor or MethodKind.Destructor })
                continue;
            yield return (member.IsStatic ? "static " : "") + (member.IsVirtual ? "virtual " : "") + (member.IsAbstract ? "abstract " : "")
                + Constant(member) + member.ToDisplayString(s_format);
        }
    }

    private static string Constant(ISymbol member) => member is IFieldSymbol { IsConst: true } ? "const " : member is IFieldSymbol { IsReadOnly: true } ? "readonly " : "";

    private static bool IsDelegatePlumbing(INamedTypeSymbol type, ISymbol member)
        => (type.TypeKind == TypeKind.Delegate && member.Name != "Invoke") || (type.TypeKind == TypeKind.Enum && member is IMethodSymbol);

    private static bool IsVisible(ISymbol symbol)
        => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
