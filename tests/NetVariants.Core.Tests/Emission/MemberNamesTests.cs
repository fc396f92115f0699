using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Emission;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>The list of emitted members is the one that the compiler sees.</summary>
public sealed class MemberNamesTests
{
    private static readonly SymbolDisplayFormat s_types = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly TargetType s_model = new("", default, "Net", default, IsStatic: false);

    [Theory]
    [MemberData(nameof(FamilyCase.Families), MemberType = typeof(FamilyCase))]
    public void A_model_reserves_its_generated_names(string family)
    {
        AssertReserved(FamilyCase.Find(family).Declaration);
        AssertReserved(FamilyCase.Find(family).Published);
    }

    [Theory]
    [InlineData("ResNetVariant(\"resnet\", \"1,1,1,1,1\")")]
    [InlineData("DenseNetVariant(\"densenet\", \"2\")")]
    public void A_model_of_unusual_depth_reserves_its_generated_names(string declaration) => AssertReserved(declaration);

    [Theory]
    [MemberData(nameof(FamilyCase.Families), MemberType = typeof(FamilyCase))]
    public void An_invalid_model_has_a_valid_ones_members_but_for_nested_types(string family)
    {
        var variant = VariantCompiler.Compile(Variants.Read(FamilyCase.Find(family).Declaration));
        var emitted = Emitter.Emit(s_model, EquatableArray<EmittedVariant>.Of(new EmittedVariant.Invalid(variant, "NV2001: wrong")));

        Assert.Equal(
            Declared(emitted, "partial class Net { }", "Net"),
            MemberNames.OfEveryModel.Concat(MemberNames.ModulesOf(variant)).Append(MemberNames.DeclarationError)
                .Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void A_zoo_reserves_its_generated_names()
    {
        var target = new TargetType("", default, "Zoo", default, IsStatic: true);

        Assert.Equal(
            Declared(Emitter.Emit(target, default), "static partial class Zoo { }", "Zoo"),
            MemberNames.OfEveryZoo.Order(System.StringComparer.Ordinal));
    }

    private static void AssertReserved(string declaration)
    {
        var variant = VariantCompiler.Compile(Variants.Read(declaration));
        var emitted = Emitter.Emit(s_model, EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(variant)));

        Assert.Equal(Declared(emitted, "partial class Net { }", "Net"), MemberNames.Of(variant).Order(System.StringComparer.Ordinal));
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
