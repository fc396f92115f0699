using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Declarations;
using NetVariants.Generators;

namespace NetVariants.CodeFixes;

/// <summary>Gives an option the value with which all is well, or takes it out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepairOptionFix))]
public sealed class RepairOptionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds
    {
        get;
    } = ImmutableArray.Create(DiagnosticIds.Conflict, DiagnosticIds.NoEffect, DiagnosticIds.UnequalGroups);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(VariantAnalyzer.SuggestionProperty, out var suggestion) || suggestion is null
                || root?.FindNode(
                    diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { NameEquals: { } name } argument)
            {
                continue;
            }

            var title = suggestion.Length == 0 ? $"Remove '{name.Name.Identifier.ValueText}'" : $"Change to '{suggestion}'";
            context.RegisterCodeFix(
                CodeAction.Create(title, token => RepairAsync(context.Document, argument, suggestion, token), nameof(RepairOptionFix)),
                diagnostic);
        }
    }

    private static async Task<Document> RepairAsync(
        Document document, AttributeArgumentSyntax argument, string suggestion, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(suggestion.Length == 0
            ? root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)!
            : root.ReplaceNode(argument.Expression, Repaired(argument.Expression, suggestion).WithTriviaFrom(argument.Expression)));
    }

    /// <summary>An enum's member keeps what stands before it: how the enum is named is the user's choice.</summary>
    private static ExpressionSyntax Repaired(ExpressionSyntax written, string suggestion) => written is MemberAccessExpressionSyntax member
        ? member.WithName(SyntaxFactory.IdentifierName(suggestion.Substring(suggestion.LastIndexOf('.') + 1)))
        : SyntaxFactory.ParseExpression(suggestion);
}
