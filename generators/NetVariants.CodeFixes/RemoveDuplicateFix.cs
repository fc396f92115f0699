using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core.Declarations;

namespace NetVariants.CodeFixes;

/// <summary>Removes an attribute that declares a variant a second time, or a second variant of a model class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveDuplicateFix))]
public sealed class RemoveDuplicateFix : CodeFixProvider
{
    private const string Title = "Remove the attribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds
    {
        get;
    } = ImmutableArray.Create(DiagnosticIds.DuplicateName, DiagnosticIds.SeveralVariants);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(
                diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { Parent: AttributeListSyntax } attribute)
                context.RegisterCodeFix(
                    CodeAction.Create(Title, token => RemoveAsync(context.Document, attribute, token), Title), diagnostic);
        }
    }

    private static async Task<Document> RemoveAsync(Document document, AttributeSyntax attribute, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var list = (AttributeListSyntax)attribute.Parent!;
        return document.WithSyntaxRoot(list.Attributes.Count == 1
            ? root.RemoveNode(list, SyntaxRemoveOptions.KeepLeadingTrivia)!
            : root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!);
    }
}
