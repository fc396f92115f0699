using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetVariants.Core.Declarations;
using NetVariants.Generators;
using TextSpan = Microsoft.CodeAnalysis.Text.TextSpan;

namespace NetVariants.CodeFixes;

/// <summary>Replaces a token inside a string by what may have been meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceTokenFix))]
public sealed class ReplaceTokenFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.BadToken);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            // A constant that is only named here is not for this place to change.
            if (root is not null && IsInsideLiteral(root.FindToken(span.Start), span)
                && diagnostic.Properties.TryGetValue(VariantAnalyzer.SuggestionProperty, out var suggestion) && suggestion is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Change to '{suggestion}'",
                        token => ReplaceAsync(context.Document, span, suggestion, token),
                        nameof(ReplaceTokenFix)), diagnostic);
            }
        }
    }

    private static bool IsInsideLiteral(SyntaxToken token, TextSpan span) => token.Kind()
        is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken
        && (token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            ? token.Span.Contains(span)
            : span.Start > token.SpanStart && span.End < token.Span.End);

    // A suggestion has only characters that every form of literal writes as they are.
    private static async Task<Document> ReplaceAsync(Document document, TextSpan span, string suggestion, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(new TextChange(span, suggestion)));
    }
}
