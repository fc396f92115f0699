using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Declarations;
using NetVariants.Tests;

namespace NetVariants.Core.Tests;

/// <summary>The declarations of <c>NetVariants.Models</c>, as its files have them.</summary>
internal static class ReadyMadeDeclarations
{
    /// <summary>Those that do not derive from another one.</summary>
    public static IEnumerable<VariantDeclaration> All() =>
        from file in Directory.EnumerateFiles(Repository.PathOf("runtime/NetVariants.Models"), "*.cs")
        from attribute in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        let arguments = attribute.ArgumentList?.Arguments ?? default
        where $"{attribute.Name}".EndsWith("Variant", StringComparison.Ordinal)
            && !arguments.Any(argument => argument.Expression is TypeOfExpressionSyntax)
        select Variants.Read($"{attribute.Name}({string.Join(", ", arguments.Select(Text))})");

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
