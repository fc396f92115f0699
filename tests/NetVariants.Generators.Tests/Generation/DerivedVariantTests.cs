using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>Variants that derive from another: <c>Base = typeof(X)</c>.</summary>
public sealed class DerivedVariantTests
{
    private const string Usings = "using NetVariants;\n";
    private const string ResNet18 = "[ResNetVariant(\"resnet18\", \"2,2,2,2\", NumClasses = 10)] public partial class ResNet18;\n";
    private const string Derived =
        "[ResNetVariant(\"seresnet\", Base = typeof(ResNet18), Attention = Attention.SE)] public partial class Net;\n";
    private const string Merged = "ResNetVariant(\\\"seresnet\\\", \\\"2,2,2,2\\\", Attention = Attention.SE, NumClasses = 10)";

    public static TheoryData<string, string> Cases => new()
    {
        { "layers of its own", ResNet18 + "[ResNetVariant(\"resnet14\", \"2,2,1,1\", Base = typeof(ResNet18))] public partial class Net;" },
        { "no base at all", "[ResNetVariant(\"net\", \"1\", Base = null)] public partial class Net;" },
        { "in a zoo", "[ResNetVariant(\"a\", \"2,2\"), ResNetVariant(\"b\", Base = typeof(Zoo.A), Attention = Attention.ECA)] public "
            + "static partial class Zoo;" },
        { "of a zoo", "[VggVariant(\"vgg11\", \"64,M\")] public static partial class Zoo; [VggVariant(\"mine\", Base = typeof(Zoo.Vgg11), "
            + "BatchNorm = true)] public partial class Net;" },
        { "itself", "[ResNetVariant(\"net\", Base = {|NV1009:typeof(Net)|})] public partial class Net;" },
        { "a cycle", "[ResNetVariant(\"a\", Base = {|NV1009:typeof(B)|})] public partial class A; [ResNetVariant(\"b\", Base = "
            + "{|NV1009:typeof(A)|})] public partial class B;" },
        { "a cycle in a zoo", "[ResNetVariant(\"a\", Base = {|NV1009:typeof(Zoo.B)|}), ResNetVariant(\"b\", \"1\", Base = "
            + "{|NV1009:typeof(Zoo.A)|})] public static partial class Zoo;" },
        { "another family", "[VggVariant(\"vgg\", \"64,M\")] public partial class Vgg; [ResNetVariant(\"net\", Base = "
            + "{|NV1010:typeof(Vgg)|})] public partial class Net;" },
        { "another family, further on", "[VggVariant(\"vgg\", \"64,M\")] public partial class Vgg; [ResNetVariant(\"a\", Base = "
            + "{|NV1010:typeof(Vgg)|})] public partial class A; [ResNetVariant(\"net\", Base = {|NV1010:typeof(A)|})] public partial "
                + "class Net;" },
        { "no variant", "[ResNetVariant(\"net\", Base = {|NV1010:typeof(string)|})] public partial class Net;" },
        { "a generic type", "[ResNetVariant(\"net\", Base = {|NV1010:typeof(System.Collections.Generic.List<>)|})] public partial "
            + "class Net;" },
        { "an array", "[ResNetVariant(\"net\", Base = {|NV1010:typeof(int[])|})] public partial class Net;" },
        { "a zoo itself", "[VggVariant(\"vgg11\", \"64,M\")] public static partial class Zoo; [VggVariant(\"mine\", Base = "
            + "{|NV1010:typeof(Zoo)|})] public partial class Net;" },
        { "a type that does not exist is the compiler's", "[ResNetVariant(\"net\", Base = typeof({|CS0246:Missing|}))] public partial "
            + "class Net;" },
        { "a model that a zoo lacks is the compiler's", "[VggVariant(\"vgg11\", \"64,M\")] public static partial class Zoo; "
            + "[VggVariant(\"mine\", Base = typeof(Zoo.{|CS0426:Vgg12|}))] public partial class Net;" },
        { "a base in error", "[ResNetVariant(\"a\", \"2,{|NV2001:x|}\")] public partial class A; [ResNetVariant(\"b\", Base = "
            + "{|NV1011:typeof(A)|})] public partial class B; [ResNetVariant(\"c\", Base = {|NV1011:typeof(B)|})] public "
                + "partial class C;" },
        { "a base in error, whose error another base overrides", "[ResNetVariant(\"a\", \"2,{|NV2001:x|}\")] public partial class A; "
            + "[ResNetVariant(\"b\", \"1,1\", Base = {|NV1011:typeof(A)|})] public partial class B; "
            + "[ResNetVariant(\"c\", Base = {|NV1011:typeof(B)|})] public partial class C;" },
        { "a base that is not partial", "[ResNetVariant(\"a\", \"1\")] public class {|NV1001:A|}; "
            + "[ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B; "
            + "[ResNetVariant(\"c\", Base = {|NV1011:typeof(B)|})] public partial class C;" },
        { "a base in a type that is not partial", "public class {|NV1001:Outer|} { [ResNetVariant(\"a\", \"1\")] public partial class A; } "
            + "[ResNetVariant(\"b\", Base = {|NV1011:typeof(Outer.A)|})] public partial class B;" },
        { "a record as a base", "[ResNetVariant(\"a\", \"1\")] public partial record {|NV1002:A|}; "
            + "[ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B;" },
        { "a base with two variants", "[ResNetVariant(\"a\", \"1\"), {|NV1003:ResNetVariant(\"b\", \"2\")|}] public partial class A; "
            + "[ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B;" },
        { "a base with a base class", "public class X; [ResNetVariant(\"a\", \"1\")] public partial class A : {|NV1004:X|}; "
            + "[ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B;" },
        { "a base with a member that is generated", "[ResNetVariant(\"a\", \"1\")] public partial class A { public int {|NV1008:fc|}; } "
            + "[ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B;" },
        { "a base with a primary constructor", "[ResNetVariant(\"a\", \"1\")] public partial class A{|NV1008:(int x)|} "
            + "{ public int X => x; } [ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B;" },
        { "a base with another family's option",
            "[VggVariant(\"a\", \"8,M\", {|CS0246:SERatio|} = {|NV2010:0.1|})] public partial class A; "
            + "[VggVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B;" },
        { "a base in error in one zoo", "[ResNetVariant(\"a\", \"{|NV2001:x|}\"), ResNetVariant(\"b\", Base = "
            + "{|NV1011:typeof(Zoo.A)|})] public static partial class Zoo;" },
        { "a base that the compiler rejects", "[ResNetVariant(\"a\", {|CS1503:5|})] public partial class A; "
            + "[ResNetVariant(\"b\", Base = typeof(A))] public partial class B;" },
        { "an error in what is written", "[ResNetVariant(\"a\", \"2,2\")] public partial class A; [ResNetVariant(\"b\", Base = typeof(A), "
            + "Widths = {|NV2004:\"8\"|})] public partial class B;" },
        { "an inherited list that no longer fits", "[ResNetVariant(\"a\", \"2,2\", Widths = \"8,16\")] public partial class A; "
            + "[ResNetVariant(\"b\", {|NV2004:\"1,1,1\"|}, Base = typeof(A))] public partial class B;" },
        { "an inherited width that the derived norm cannot have", "[ResNetVariant(\"a\", \"2,2\", Widths = \"8,16\")] public partial "
            + "class A; [ResNetVariant(\"b\", Base = typeof(A), Norm = {|NV3003:Norm.GroupNorm|})] public partial class B;" },
        { "two errors of one argument", "[ResNetVariant(\"a\", \"2,2\", Block = ResNetBlock.Bottleneck, Groups = 4, WidthPerGroup = 32)] "
            + "public partial class A; [ResNetVariant(\"b\", Base = typeof(A), Block = {|NV2005:{|NV2005:ResNetBlock.Basic|}|})] "
            + "public partial class B;" },
        { "the numbers of the base, half of them undone", "[RegNetVariant(\"a\", Depth = 8, W0 = 24, Wa = 30, Wm = 2.1)] public partial "
            + "class A; [RegNetVariant(\"b\", {|NV2009:\"1,1\"|}, Base = typeof(A), Depth = 0)] public partial class B; "
            + "[RegNetVariant(\"c\", {|NV2009:\"1,1\"|}, Base = typeof(A), Wa = 0, Wm = 0)] public partial class C;" },
        { "an error for which each of two arguments is enough", "[ResNetVariant(\"a\", \"1\", Widths = \"32\", Stem = Stem.Deep, Norm = "
            + "Norm.GroupNorm)] public partial class A; [ResNetVariant(\"b\", Base = {|NV3003:typeof(A)|}, Widths = \"33\", "
            + "StemWidth = 20)] public partial class B;" },
        { "layers instead of the numbers of the base",
            "[RegNetVariant(\"a\", Depth = 6, W0 = 24, Wa = 20.5, Wm = 2.2)] public partial class "
            + "A; [RegNetVariant(\"b\", \"1,2\", Base = typeof(A), Depth = 0, W0 = 0, Wa = 0, Wm = 0)] public partial class B;" },
        { "numbers instead of the layers of the base", "[RegNetVariant(\"a\", \"1,2\", Widths = \"16,24\")] public partial class A; "
            + "[RegNetVariant(\"b\", \"\", Base = typeof(A), Widths = \"\", Depth = 6, W0 = 24, Wa = 20.5, Wm = 2.2)] public partial "
            + "class B;" },
        { "neither layers nor a base", "[{|NV2003:ResNetVariant(\"net\")|}] public partial class Net;" },
        { "a model of the same zoo by its bare name", "[ResNetVariant(\"a\", \"1\"), ResNetVariant(\"b\", Base = typeof(A))] "
            + "public static partial class Zoo; [ResNetVariant(\"c\", Base = typeof(Zoo.B))] public partial class C;" },
        { "a model of a zoo around it by its bare name", "[ResNetVariant(\"a\", \"1\")] public static partial class Zoo "
            + "{ [ResNetVariant(\"b\", Base = typeof(A))] public partial class B; }" },
        { "limits are not inherited", "[ResNetVariant(\"a\", \"1\", Widths = \"8\", MaxParameters = 100000)] public partial class A; "
            + "[ResNetVariant(\"b\", \"1,1\", Base = typeof(A), Widths = \"64,128\")] public partial class B;" },
    };

    [Theory, MemberData(nameof(Cases))]
    public Task A_base_is_checked_at_its_argument(string what, string markup)
    {
        _ = what;
        return Expect.Diagnostics(Usings + markup);
    }

    [Fact]
    public void Only_written_options_override_the_base()
    {
        var text = Text(GeneratorRun.Generate(Usings + ResNet18 + Derived), "Net.");

        Assert.Contains($"public const string Declaration = \"{Merged}\";", text, StringComparison.Ordinal);
        Assert.Contains(
            "baseDeclaration: \"ResNetVariant(\\\"resnet18\\\", \\\"2,2,2,2\\\", NumClasses = 10)\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_list_the_changed_options()
    {
        var text = Text(
            GeneratorRun.Generate(
                Usings + "[ResNetVariant(\"a\", \"2,2,2,2\", NumClasses = 10)] public partial class ResNet18; [ResNetVariant(\"b\", "
                    + "\"2,2,1,1\", Base = typeof(ResNet18))] public partial class Net;"),
            "Net.");

        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word != "///"));
        Assert.Contains(
            "<para>From ResNet18: layers 2,2,2,2 → 2,2,1,1; −5,901,312 parameters (−52.8 %), −462,422,016 MACs (−25.5 %), ",
            words,
            StringComparison.Ordinal);
        Assert.Contains("; all 98 tensors fit ResNet18's weights.</para>", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_bases_accumulates_options()
    {
        var text = Text(
            GeneratorRun.Generate(
                Usings + ResNet18 + Derived,
                Usings + "[ResNetVariant(\"third\", Base = typeof(Net), Activation = Activation.SiLU, Attention = Attention.None)] public "
                    + "partial class Third;"),
            "Third.");

        Assert.Contains(
            "\"ResNetVariant(\\\"third\\\", \\\"2,2,2,2\\\", Activation = Activation.SiLU, NumClasses = 10)\"",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_has_at_most_16_bases()
    {
        static string Chain(int bases, string mark) => Usings + "[ResNetVariant(\"n0\", \"1\")] public partial class N0;"
            + string.Concat(
                Enumerable.Range(1, bases).Select(
                    i => $"[ResNetVariant(\"n{i}\", Base = {(i > 16 ? mark : $"typeof(N{i - 1})")})] public partial class N{i};"));

        await Expect.Diagnostics(Chain(16, ""));
        await Expect.Diagnostics(Chain(17, "{|NV1010:typeof(N16)|}"));
    }

    [Theory]
    [InlineData("ResNet18", ResNet18)]
    [InlineData("Zoo.Resnet18", "[ResNetVariant(\"resnet18\", \"2,2,2,2\", NumClasses = 10)] public static partial class Zoo;")]
    public async Task A_base_of_another_assembly_is_read_from_its_constant(string name, string source)
    {
        using var library = new MemoryStream();
        Assert.True(GeneratorRun.Generate(Usings + source).Output.WithAssemblyName("Library").Emit(library).Success);
        library.Position = 0;
        IEnumerable<MetadataReference> references = [.. Project.References, MetadataReference.CreateFromStream(library)];
        var derived = Usings + Derived.Replace("ResNet18", name, StringComparison.Ordinal);

        var compilation = Project.Compile([derived], references: references);
        await Expect.Diagnostics(compilation, [[]]);
        Assert.Contains(
            $"public const string Declaration = \"{Merged}\";", GeneratorRun.Generate(compilation).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ResNet", "it is a zoo: name one of its models, such as typeof(Zoo.Resnet18)")]
    [InlineData("DenseNet", "it is a zoo, and none of its models belongs to the family")]
    public async Task A_zoo_of_another_assembly_is_no_base_and_the_message_names_a_model(string family, string reason)
    {
        const string Zoo = Usings
            + "[VggVariant(\"vgg11\", \"64,M\"), ResNetVariant(\"resnet18\", \"2,2,2,2\")] public static partial class Zoo;";
        var derived = Usings + $"[{family}Variant(\"net\", Base = {{|NV1010:typeof(Zoo)|}})] public partial class Net;";
        using var library = new MemoryStream();
        Assert.True(GeneratorRun.Generate(Zoo).Output.WithAssemblyName("Library").Emit(library).Success);
        library.Position = 0;
        var (source, marks) = Markup.Parse(derived);
        var compilation = Project.Compile([source], references: [.. Project.References, MetadataReference.CreateFromStream(library)]);

        foreach (var found in new[] { await Expect.Diagnostics(compilation, [marks]), await Expect.Diagnostics(Zoo, derived) })
        {
            Assert.Equal(
                $"'Zoo' cannot be the base of {family} variants: {reason}",
                Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Editing_a_base_regenerates_the_variants_that_derive_from_it()
    {
        string[] files = [Usings + ResNet18, Usings + Derived, Samples.Zoo];
        var before = GeneratorRun.Generate(files);

        Assert.Equal(
            ((IncrementalStepRunReason[])[Cached, Modified, Modified]).Order(),
            before.Edit(0, files[0].Replace("2,2,2,2", "1,1,1,1", StringComparison.Ordinal)).OutputReasons.Order());
        Assert.Equal([Cached, Cached, Cached], before.Edit(0, "// A comment.\n" + files[0]).OutputReasons);
    }

    private static string Text(GeneratorRun run, string type) =>
        run.Files.Single(file => file.HintName.StartsWith(type, StringComparison.Ordinal)).SourceText.ToString();
}
