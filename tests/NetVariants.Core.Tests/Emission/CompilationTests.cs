using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Core.Emission;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Emitted text compiles without a warning in every language version from 7.3 on, whatever the knobs.</summary>
public sealed class CompilationTests
{
    private static readonly string[] s_declarations =
    [
        "VggVariant(\"vgg11\", \"64,M,128,M,256,256,M,512,512,M,512,512,M\")",
        "VggVariant(\"vgg_bn\", \"8,M,8\", BatchNorm = true, InitWeights = false, Dropout = 0.25)",
        "VggVariant(\"settings\", \"8k5s2,2*8g4,A,16k1\", HiddenFeatures = 8)",
        "VggVariant(\"pools\", \"M,M\", AvgPoolSize = 1)",
        "ResNetVariant(\"resnet18\", \"2,2,2,2\")",
        "ResNetVariant(\"deep\", \"1,2,3,4,5,6\", ZeroInitResidual = true, Stem = Stem.Small)",
        "ResNetVariant(\"one\", \"9\")",
        "ResNetVariant(\"resnext\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4, ZeroInitResidual = true)",
        "ResNetVariant(\"dilated\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck, ReplaceStrideWithDilation = \"0,1,1\")",
        "DenseNetVariant(\"densenet121\", \"6,12,24,16\")",
        "DenseNetVariant(\"dropping\", \"3,2\", DropRate = 0.2, Compression = 1, Stem = Stem.Small)",
        "DenseNetVariant(\"single\", \"4\", GrowthRate = 65536, BnSize = 1)",
    ];

    public static TheoryData<LanguageVersion> Versions =>
    [
        LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.Latest
    ];

    [Theory, MemberData(nameof(Versions))]
    public void A_zoo_of_all_knobs_compiles_without_warnings(LanguageVersion version)
    {
        var zoo = new TargetType(
            "Users.Models",
            default,
            "Zoo",
            default,
            IsStatic: true,
            UsesAliases: true,
            NullableSyntax: version >= LanguageVersion.CSharp8,
            FileScopedNamespace: version >= LanguageVersion.CSharp10);
        var variants = new EquatableArray<EmittedVariant>(s_declarations.Select(text => Variants.Read(text).Valid()));

        Assert.Empty(Compiler.Diagnose(
            Emitter.Emit(zoo, variants),
            "namespace Users.Models { /// <summary>Mine.</summary>\n public static partial class Zoo { } }",
            version));
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_model_in_a_nested_class_compiles_without_warnings(LanguageVersion version)
    {
        var containers = EquatableArray<ContainingType>.Of(
            new ContainingType("class", "Outer", EquatableArray<string>.Of("T")), new ContainingType("struct", "Inner", default));
        var model = new TargetType("", containers, "@class", default, IsStatic: false, NullableSyntax: version >= LanguageVersion.CSharp8);
        const string User =
            "internal partial class Outer<T> { internal partial struct Inner { internal sealed partial class @class { } } }";

        foreach (var text in s_declarations)
            Assert.Empty(
                Compiler.Diagnose(Emitter.Emit(model, EquatableArray<EmittedVariant>.Of(Variants.Read(text).Valid())), User, version));
    }

    [Fact]
    public void Users_types_named_like_torchs_do_not_capture_emitted_names()
    {
        const string User = """
            namespace Users
            {
                class TorchSharp { } class Conv2d { } class Sequential { } class Tensor { } class Module { } class Device { }
                class NetVariants { } class InvalidOperationException { } class Array { }
                /// <summary>Mine.</summary>
                public partial class Net { }
            }
            """;
        var target = new TargetType("Users", default, "Net", default, IsStatic: false, UsesAliases: true);

        foreach (var text in s_declarations)
            Assert.Empty(Compiler.Diagnose(Emitter.Emit(target, EquatableArray<EmittedVariant>.Of(Variants.Read(text).Valid())), User));
    }
}
