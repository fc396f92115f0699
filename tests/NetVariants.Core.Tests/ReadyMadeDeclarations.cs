using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Tests;

namespace NetVariants.Core.Tests;

/// <summary>The declarations of <c>NetVariants.Models</c>, as its files have them, and the variants that they give.</summary>
internal static class ReadyMadeDeclarations
{
    private const string Folder = "runtime/NetVariants.Models";

    /// <summary>The names of the zoos.</summary>
    public static IEnumerable<string> Zoos =>
        Directory.EnumerateFiles(Repository.PathOf(Folder), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!);

    /// <summary>Those that do not derive from another one.</summary>
    public static IEnumerable<VariantDeclaration> All() =>
        from file in Directory.EnumerateFiles(Repository.PathOf(Folder), "*.cs")
        from attribute in Attributes(file)
        where BaseOf(attribute) is null
        select Read(attribute);

    /// <summary>The variants of a zoo for the emitter, over their bases as the generator compiles them.</summary>
    /// <param name="zoo">The zoo's name, and its file's.</param>
    public static EquatableArray<EmittedVariant> Zoo(string zoo)
    {
        var variants = new List<CompiledVariant>();
        foreach (var attribute in Attributes(Repository.PathOf($"{Folder}/{zoo}.cs")))
        {
            var declaration = Read(attribute);
            if (BaseOf(attribute) is not { } name)
            {
                variants.Add(VariantCompiler.Compile(declaration));
                continue;
            }

            var origin = variants.Single(variant => $"{zoo}.{variant.Identifier}" == name);
            declaration = declaration.Over(EquatableArray<VariantDeclaration>.Of(origin.Declaration));
            variants.Add(VariantCompiler.Compile(declaration) with { Base = origin, BaseName = name });
        }

        return new EquatableArray<EmittedVariant>(variants.Select(variant => new EmittedVariant.Valid(variant)));
    }

    private static IEnumerable<AttributeSyntax> Attributes(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
            .Where(attribute => $"{attribute.Name}".EndsWith("Variant", StringComparison.Ordinal));

    /// <summary>The base's name, as <c>typeof</c> has it; null for a declaration without one.</summary>
    private static string? BaseOf(AttributeSyntax attribute) =>
        Arguments(attribute).Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().SingleOrDefault()?.Type.ToString();

    /// <summary>The declaration, without its base.</summary>
    private static VariantDeclaration Read(AttributeSyntax attribute)
    {
        var written = Arguments(attribute).Where(argument => argument.Expression is not TypeOfExpressionSyntax).Select(Text);
        return Variants.Read($"{attribute.Name}({string.Join(", ", written)})");
    }

    private static IEnumerable<AttributeArgumentSyntax> Arguments(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments ?? default;

    private static string Text(AttributeArgumentSyntax argument) =>
        (argument.NameEquals is { } name ? $"{name.Name} = " : "")
            + (ValueOf(argument.Expression) is { } text ? SymbolDisplay.FormatLiteral(text, quote: true) : $"{argument.Expression}");

    /// <summary>The text of string literals and their sum; null for another expression.</summary>
    private static string? ValueOf(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax sum => ValueOf(sum.Left) + ValueOf(sum.Right),
        LiteralExpressionSyntax { Token.Value: string text } => text,
        _ => null,
    };
}
