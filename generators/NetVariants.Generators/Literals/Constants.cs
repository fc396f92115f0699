using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetVariants.Generators.Literals;

/// <summary>Constants that are written elsewhere than where they are used. Asked only where a diagnostic is being placed.</summary>
internal sealed class Constants(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>The value of a constant string; null where <paramref name="expression"/> is none.</summary>
    public string? ValueOf(ExpressionSyntax expression)
    {
        var value = ModelOf(expression).GetConstantValue(expression, cancellation);
        return value.HasValue ? value.Value as string ?? "" : null;
    }

    /// <summary>
    /// Where a <c>const</c> that <paramref name="expression"/> refers to has the characters in question, if its declaration is in source.
    /// </summary>
    public Location? Declaration(ExpressionSyntax expression, string value, int start, int length)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
            || ModelOf(expression).GetSymbolInfo(expression, cancellation).Symbol is not IFieldSymbol { IsConst: true } field
            || field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)
                is not VariableDeclaratorSyntax { Initializer.Value: { } initializer })
        {
            return null;
        }

        return Location.Create(initializer.SyntaxTree, ConstantMap.Create(initializer, value, ValueOf).Locate(start, length));
    }

    private SemanticModel ModelOf(SyntaxNode node)
    {
#pragma warning disable RS1030 // A symbol action is given no semantic model, and this one is made for broken declarations only.
        return compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030
    }
}
