using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetVariants.Generators.Literals;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Diagnostics;

/// <summary>Where in the source a place of a target is.</summary>
internal sealed class DiagnosticTargetFinder(
    INamedTypeSymbol type, ImmutableArray<VariantApplication> applications, Compilation compilation)
{
    /// <summary>The location of <paramref name="place"/>, and of what has to do with it.</summary>
    public (Location Location, Location? Related) Find(DiagnosticTarget place, CancellationToken cancellation)
    {
        switch (place)
        {
            case DiagnosticTarget.Application application:
                return (LocationOf(Attribute(application.Variant, cancellation)),
                    application.Related < 0 ? null : LocationOf(Attribute(application.Related, cancellation)));
            case DiagnosticTarget.Argument argument:
                return FindArgument(argument, cancellation);
            case DiagnosticTarget.Member member when DeclaredMembers.Find(type, member.Name) is { } symbol
                && DeclaredMembers.OwnLocation(symbol) is { } location:
                return (location, null);
            case DiagnosticTarget.BaseType when BaseClass.SyntaxIn(type, GeneratedParts.OwnDeclarations(type, cancellation)) is { } entry:
                return (LocationOf(entry), null);
            case DiagnosticTarget.PrimaryConstructor when GeneratedParts.OwnDeclarations(type, cancellation).FirstOrDefault(
                p => p.ParameterList is not null) is { } part:
                return (LocationOf(part.ParameterList!), null);
            default:
                return (DeclaredMembers.OwnLocation(type) ?? Location.None, null);
        }
    }

    private (Location Location, Location? Related) FindArgument(DiagnosticTarget.Argument place, CancellationToken cancellation)
    {
        if (Argument(place.Variant) is not { } expression)
            return (LocationOf(Attribute(place.Variant, cancellation)), null);
        if (place.Related >= 0)
            return (LocationOf(expression), LocationOf((SyntaxNode?)Argument(place.Related) ?? Attribute(place.Related, cancellation)));

        if (place.Length == 0 || AttributeArgument.TextOf(applications[place.Variant].Data, place.Name) is not { } value)
            return (LocationOf(expression), null);
        var constants = new Constants(compilation, cancellation);
        var span = ConstantMap.Create(expression, value, constants.ValueOf).Locate(place.Start, place.Length);
        return (Location.Create(expression.SyntaxTree, span), constants.Declaration(expression, value, place.Start, place.Length));

        ExpressionSyntax? Argument(int variant) =>
            AttributeArgument.SyntaxOf(Attribute(variant, cancellation), applications[variant].Family, place.Name);
    }

    private AttributeSyntax Attribute(int index, CancellationToken cancellation) =>
        (AttributeSyntax)applications[index].Syntax.GetSyntax(cancellation);

    private static Location LocationOf(SyntaxNode node) => Location.Create(node.SyntaxTree, node.Span);
}
