using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core;
using NetVariants.Core.Emission;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Generators.Reading;

/// <summary>From a type's symbol to what it says by value. Generator and analyzer both start here.</summary>
internal static class TargetReader
{
    /// <summary>
    /// Reads the type of an attributed declaration if that declaration owns it: the one, of all parts and all families, that holds the
    /// first variant attribute. So each type is read once, whichever parts and families the host calls for.
    /// </summary>
    /// <returns>Null for the other parts.</returns>
    public static StepResult<Target>? ReadOwned(GeneratorAttributeSyntaxContext attributed, Family family, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)attributed.TargetSymbol;
        var applications = VariantApplication.ReadAll(type);
        if (applications.IsEmpty || applications[0].Family != family || !applications[0].IsWithin(attributed.TargetNode)
            || type.Name.Length == 0)
            return null;

        var hintName = HintName.Create(type);
        try
        {
            var compilation = attributed.SemanticModel.Compilation;
            var target = Read(
                type, applications, TorchReference.ErrorOf(compilation), TorchAliases.AreFreeIn(type, compilation), cancellation);
            return new StepResult<Target>(hintName, target);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return StepResult<Target>.Failed(hintName, type.ToDisplayString(), exception);
        }
    }

    /// <summary>Reads <paramref name="type"/>, on which <paramref name="applications"/> stand.</summary>
    public static Target Read(
        INamedTypeSymbol type,
        ImmutableArray<VariantApplication> applications,
        string? torchError,
        bool usesAliases,
        CancellationToken cancellation)
    {
        var declared = new List<DeclaredVariant>(applications.Length);
        foreach (var application in applications)
        {
            cancellation.ThrowIfCancellationRequested();
            declared.Add(AttributeReader.Read(application, cancellation));
        }

        return Read(type, declared, torchError, usesAliases, cancellation);
    }

    /// <summary>Reads the type of a base, for its own errors: not those of its bases and of its zoo's other models.</summary>
    public static Target ReadBase(INamedTypeSymbol type, VariantApplication application, CancellationToken cancellation)
    {
        var applications = type.IsStatic ? ImmutableArray.Create(application) : VariantApplication.ReadAll(type);
        return Read(
            type,
            [.. applications.Select(other => AttributeReader.ReadWithoutBase(other, cancellation))],
            torchError: null,
            usesAliases: false,
            cancellation);
    }

    private static Target Read(
        INamedTypeSymbol type, List<DeclaredVariant> declared, string? torchError, bool usesAliases, CancellationToken cancellation)
    {
        TypeDeclarationSyntax[] parts = [.. GeneratedParts.OwnDeclarations(type, cancellation)];
        var traits = TraitsOf(type, parts, cancellation);
        var unexpectedBase = BaseClass.UnexpectedIn(type, parts);
        var languageVersion = ((CSharpParseOptions)parts[0].SyntaxTree.Options).LanguageVersion;
        return new Target(
            type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            new TargetType(
                type.ContainingNamespace is { IsGlobalNamespace: false } space ? NamespaceInCode(space) : "",
                type.ContainingType is null ? default : new EquatableArray<ContainingType>(Containers(type)),
                InCode(type.Name),
                TypeParameters(type),
                type.IsStatic,
                EmitBase: unexpectedBase is null && (traits
                    & (TargetTraits.UnknownBase | TargetTraits.PrimaryConstructor | TargetTraits.Record)) == TargetTraits.None,
                NullableSyntax: languageVersion >= LanguageVersion.CSharp8,
                UsesAliases: usesAliases,
                FileScopedNamespace: languageVersion >= LanguageVersion.CSharp10,
                MustOverrideForward: BaseClass.LeavesForwardAbstract(type)),
            traits,
            ContainerNotPartial(type, cancellation),
            unexpectedBase,
            new EquatableArray<DeclaredVariant>(declared),
            DeclaredMembers.Read(type),
            DeclaredMembers.FirstRequired(type),
            torchError);
    }

    /// <summary>Whether every part of <paramref name="type"/> that a person wrote is <c>partial</c>.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        GeneratedParts.OwnDeclarations(type, cancellation).All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static TargetTraits TraitsOf(INamedTypeSymbol type, TypeDeclarationSyntax[] parts, CancellationToken cancellation)
    {
        var traits = TargetTraits.None;
        if (!parts.All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)))
            traits |= parts.Length == 1 ? TargetTraits.NotPartial : TargetTraits.Rejected;
        if (type.TypeKind != TypeKind.Class)
            traits |= TargetTraits.Rejected;
        if (type.IsAbstract && !type.IsStatic)
            traits |= TargetTraits.Abstract;
        if (type.IsRecord)
            traits |= TargetTraits.Record;
        if (type.BaseType?.TypeKind == TypeKind.Error)
            traits |= TargetTraits.UnknownBase;
        if (parts.Any(part => part is not RecordDeclarationSyntax && part.ParameterList is not null))
            traits |= TargetTraits.PrimaryConstructor;
        if (DeclaredMembers.OverridesForward(type))
            traits |= TargetTraits.OverridesForward;
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsFileLocal)
                traits |= TargetTraits.FileLocal;
        }

        return traits;
    }

    private static string? ContainerNotPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer, cancellation))
                return outer.Name;
        }

        return null;
    }

    private static IEnumerable<ContainingType> Containers(INamedTypeSymbol type)
    {
        var outward = new Stack<ContainingType>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            outward.Push(new ContainingType(KeywordOf(outer), InCode(outer.Name), TypeParameters(outer)));
        return outward;
    }

    private static string KeywordOf(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Struct => type.IsRecord ? "record struct" : "struct",
        TypeKind.Interface => "interface",
        _ => type.IsRecord ? "record" : "class",
    };

    private static EquatableArray<string> TypeParameters(INamedTypeSymbol type) =>
        type.Arity == 0 ? default : new EquatableArray<string>(type.TypeParameters.Select(parameter => InCode(parameter.Name)));

    private static string NamespaceInCode(INamespaceSymbol space) =>
        space.ContainingNamespace.IsGlobalNamespace
            ? InCode(space.Name)
            : NamespaceInCode(space.ContainingNamespace) + "." + InCode(space.Name);

    /// <summary>
    /// An identifier as source writes it. All keywords, contextual ones too, consist of small letters and underscores, and the compiler
    /// warns of type names of small letters without the <c>@</c>.
    /// </summary>
    private static string InCode(string identifier)
    {
        foreach (var c in identifier)
        {
            if (c is not ((>= 'a' and <= 'z') or '_'))
                return identifier;
        }

        return "@" + identifier;
    }
}
