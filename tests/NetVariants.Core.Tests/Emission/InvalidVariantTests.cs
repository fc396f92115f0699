using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>An invalid variant's members tell the reason to whoever uses them, and add no error of their own.</summary>
public sealed class InvalidVariantTests
{
    private const string Reason = "NV2001: 'x1' is not valid here: expected a number of channels or M";

    private static readonly TargetType s_model = new("Users", default, "Net", default, IsStatic: false);
    private static readonly EmittedVariant s_broken = new EmittedVariant.Invalid(
        VariantCompiler.Compile(Variants.Declare("VggVariant", "net", "x1")), Reason);

    [Fact]
    public void Using_an_invalid_model_is_an_error_with_the_reason()
    {
        const string User = """
            namespace Users
            {
                /// <summary>Mine.</summary>
                public partial class Net { }
                class Use
                {
                    object A() => Net.Create();
                    object B() => new Net(dtype: global::TorchSharp.torch.ScalarType.Float32);
                    object C() => Net.Info;
                    long D() => Net.ParameterCount + Net.Macs + Net.LayerCount;
                }
            }
            """;

        var diagnostics = Compiler.Diagnose(Emit(s_model), User);

        Assert.Equal(6, diagnostics.Count);
        Assert.All(diagnostics, text => Assert.StartsWith("CS0619", text, System.StringComparison.Ordinal));
        Assert.All(diagnostics, text => Assert.Contains("NetVariants " + Reason, text, System.StringComparison.Ordinal));
    }

    [Fact]
    public void An_unused_invalid_model_reports_nothing() =>
        Assert.Empty(Compiler.Diagnose(Emit(s_model), "namespace Users { /// <summary>Mine.</summary>\n public partial class Net { } }"));

    [Theory]
    [MemberData(nameof(FamilyCase.Families), MemberType = typeof(FamilyCase))]
    public void An_invalid_model_of_any_family_compiles(string family) =>
        AssertCompiles(Variants.Read(FamilyCase.Find(family).Declaration));

    [Theory]
    [InlineData("ViTVariant(\"net\", NumHeads = 5)")]
    [InlineData("ResNetVariant(\"net\", \"1\", Norm = Norm.LayerNorm, AntiAlias = AntiAlias.Avg)")]
    [InlineData("DenseNetVariant(\"net\", \"1\", Norm = Norm.LayerNorm)")]
    [InlineData("RegNetVariant(\"net\", \"1\", Norm = Norm.LayerNorm)")]
    public void An_invalid_model_with_other_modules_compiles(string declaration) => AssertCompiles(Variants.Read(declaration));

    [Theory]
    [InlineData("partial class Net : System.IO.Stream { }")]
    [InlineData("partial class Net : Base { } class Base { private Base() { } public Base(int x) { } }")]
    public void An_unexpected_base_class_gives_one_error(string user)
    {
        var compilation = Compiler.Compile(Emit(s_model with { EmitBase = false }), $"namespace Users {{ {user} }}");
        var alone = Compiler.Compile("", $"namespace Users {{ {user} }}");

        Assert.Equal(Errors(alone), Errors(compilation));

        static string[] Errors(CSharpCompilation compilation) =>
            [.. compilation.GetDiagnostics()
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => d.GetMessage())
                .Order(System.StringComparer.Ordinal)];
    }

    [Fact]
    public void Members_that_the_user_declares_are_left_out()
    {
        const string User = """
            namespace Users
            {
                /// <summary>Mine.</summary>
                public partial class Net
                {
                    internal int Info, Macs;
                    internal Net(global::TorchSharp.torch.Device? device, global::TorchSharp.torch.ScalarType? dtype) : base("mine") { }
                    internal static Net? Create(
                        global::TorchSharp.torch.Device? device, global::TorchSharp.torch.ScalarType? dtype) => null;
                    /// <inheritdoc/>
                    public override global::TorchSharp.torch.Tensor forward(global::TorchSharp.torch.Tensor input) => input;
                }
            }
            """;
        var declared = EquatableArray<string>.Of(
            "Info", "Macs", MemberNames.Constructor, ModelMember.Create.Signature, MemberNames.Forward);

        Assert.DoesNotContain(
            Compiler.Diagnose(Emit(s_model with { Declared = declared }), User),
            text => !text.StartsWith("CS0649", System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_zoo_keeps_its_valid_variants()
    {
        var zoo = new TargetType("Users", default, "Zoo", default, IsStatic: true);
        var variants = EquatableArray<EmittedVariant>.Of(
            Variants.Read("VggVariant(\"vgg\", \"8\", HiddenFeatures = 1)").Valid(),
            s_broken,
            new EmittedVariant.Invalid(VariantCompiler.Compile(Variants.Declare("ResNetVariant", "resnet", "x")), Reason));
        const string User = """
            namespace Users
            {
                /// <summary>Mine.</summary>
                public static partial class Zoo { }
                class Use
                {
                    object A() => Zoo.Create("vgg"); object B() => Zoo.All; object C() => new Zoo.Vgg();
                    object D() => Zoo.Net.Create(); long E(Zoo.Resnet net) => net.layer4.Count;
                }
            }
            """;

        var diagnostics = Compiler.Diagnose(Emitter.Emit(zoo, variants), User);
        Assert.Equal(2, diagnostics.Count);
        Assert.All(diagnostics, diagnostic => Assert.Contains(Reason, diagnostic, System.StringComparison.Ordinal));
    }

    private static void AssertCompiles(VariantDeclaration declaration) => Assert.Empty(Compiler.Diagnose(
        Emitter.Emit(
            s_model,
            EquatableArray<EmittedVariant>.Of(new EmittedVariant.Invalid(VariantCompiler.Compile(declaration), Reason))),
        "namespace Users { /// <summary>Mine.</summary>\n public partial class Net { } }"));

    private static string Emit(TargetType target) => Emitter.Emit(target, EquatableArray<EmittedVariant>.Of(s_broken));
}
