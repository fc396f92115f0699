using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Emission;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>The list of emitted members is the one that the compiler sees.</summary>
public sealed class MemberNamesTests
{
    private static readonly SymbolDisplayFormat s_types = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    [Theory]
    [InlineData("VggVariant(\"vgg\", \"8,M\")")]
    [InlineData("ResNetVariant(\"resnet\", \"1,1,1,1,1\")")]
    [InlineData("DenseNetVariant(\"densenet\", \"2,2\")")]
    [InlineData("DenseNetVariant(\"densenet\", \"2\")")]
    public void A_model_reserves_its_generated_names(string declaration)
    {
        var target = new TargetType("", default, "Net", default, IsStatic: false);
        var variant = VariantCompiler.Compile(Variants.Read(declaration));
        var emitted = Emitter.Emit(target, EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(variant)));

        Assert.Equal(Declared(emitted, "partial class Net { }", "Net"), MemberNames.Of(variant).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void A_zoo_reserves_its_generated_names()
    {
        var target = new TargetType("", default, "Zoo", default, IsStatic: true);

        Assert.Equal(
            Declared(Emitter.Emit(target, default), "static partial class Zoo { }", "Zoo"),
            MemberNames.OfEveryZoo.Order(System.StringComparer.Ordinal));
    }

    private static string[] Declared(string emitted, string user, string type) =>
    [
        .. Compiler.Compile(emitted, user).GetTypeByMetadataName(type)!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet })
            .Select(member => member is IMethodSymbol method
                ? $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(s_types)))})"
                : member.Name)
            .Order(System.StringComparer.Ordinal),
    ];
}
