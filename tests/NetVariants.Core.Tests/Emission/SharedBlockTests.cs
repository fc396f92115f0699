using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Emission;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Equal blocks of a zoo are declared once, by the zoo.</summary>
public sealed class SharedBlockTests
{
    private const string ResNet14 = "ResNetVariant(\"resnet14\", \"2,2,1,1\")";
    private const string ResNet18 = "ResNetVariant(\"resnet18\", \"2,2,2,2\")";
    private const string ResNet50 = "ResNetVariant(\"resnet50\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck)";
    private const string DenseNet = "DenseNetVariant(\"densenet\", \"2,3\")";
    private const string OtherDenseNet = "DenseNetVariant(\"other\", \"3,2\")";
    private const string Dropping = "DenseNetVariant(\"dropping\", \"3,2\", DropRate = 0.1)";

    private static readonly TargetType s_zoo = new("Users", default, "Zoo", default, IsStatic: true, UsesAliases: true);

    [Fact]
    public void Equal_blocks_move_to_the_zoo() =>
        Assert.Equal(["Zoo.BasicBlock", "Zoo.Resnet50.Bottleneck"], Classes(s_zoo, "B", ResNet14, ResNet18, ResNet50));

    [Fact]
    public void Blocks_that_call_others_are_shared_with_them()
    {
        Assert.Equal(["Zoo.DenseLayer"], Classes(s_zoo, "DenseLayer", DenseNet, OtherDenseNet));
        Assert.Single(Methods(DenseNet, OtherDenseNet, "DenseBlock"));
    }

    [Fact]
    public void Different_blocks_of_one_name_stay_in_their_models() =>
        Assert.Equal(["Zoo.Densenet.DenseLayer", "Zoo.Dropping.DenseLayer"], Classes(s_zoo, "DenseLayer", DenseNet, Dropping));

    [Fact]
    public void Among_blocks_of_one_name_the_most_common_moves_to_the_zoo() =>
        Assert.Equal(["Zoo.DenseLayer", "Zoo.Dropping.DenseLayer"], Classes(s_zoo, "DenseLayer", DenseNet, Dropping, OtherDenseNet));

    [Fact]
    public void Blocks_stay_in_their_models_where_the_zoo_has_their_name()
    {
        var declared = s_zoo with { Declared = EquatableArray<string>.Of("BasicBlock") };

        Assert.Equal(["Zoo.Resnet14.BasicBlock", "Zoo.Resnet18.BasicBlock"], Classes(declared, "BasicBlock", ResNet14, ResNet18));
        Assert.Equal(
            ["Zoo.BasicBlock", "Zoo.Resnet14.BasicBlock", "Zoo.Resnet18.BasicBlock"],
            Classes(s_zoo, "BasicBlock", ResNet14, ResNet18, "VggVariant(\"basic_block\", \"8\")"));
    }

    private static string[] Classes(TargetType zoo, string name, params string[] variants) =>
    [
        .. Compiler.Compile(Emit(zoo, variants), "").GetSymbolsWithName(
            symbol => symbol.StartsWith(name, StringComparison.Ordinal), SymbolFilter.Type)
            .Select(symbol => symbol.ToDisplayString()["Users.".Length..])
            .Order(StringComparer.Ordinal),
    ];

    private static ISymbol[] Methods(string one, string other, string name) =>
        [.. Compiler.Compile(Emit(s_zoo, one, other), "").GetSymbolsWithName(name, SymbolFilter.Member)];

    private static string Emit(TargetType zoo, params string[] variants)
    {
        var text = Emitter.Emit(
            zoo, new EquatableArray<EmittedVariant>(variants.Select(variant => (EmittedVariant)Variants.Read(variant).Valid())));
        Assert.Empty(Compiler.Diagnose(text, "namespace Users { /// <summary>Mine.</summary>\n static partial class Zoo { } }"));
        return text;
    }
}
