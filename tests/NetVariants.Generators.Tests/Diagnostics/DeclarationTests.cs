using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>NV1xxx: the class that carries the attributes, and the variants' names.</summary>
public sealed class DeclarationTests
{
    private const string Usings = "using NetVariants; using TorchSharp; using static TorchSharp.torch;\n";
    private const string ResNet = "[ResNetVariant(\"resnet14\", \"2,2,1,1\")] ";

    public static TheoryData<string, string> Cases => new()
    {
        { "not partial", ResNet + "public class {|NV1001:Net|};" },
        { "zoo not partial", ResNet + "public static class {|NV1001:Zoo|};" },
        { "outer type not partial", "public class {|NV1001:Outer|} { " + ResNet + "public partial class Net; }" },
        { "outer types not partial, one error each", "public class {|NV1001:A|} { public partial class B { public class {|NV1001:C|} { "
            + ResNet + "public partial class Net; " + ResNet + "public partial class Net2; } } }" },
        { "outer struct not partial", "public struct {|NV1001:Outer|} { " + ResNet + "public static partial class Zoo; }" },
        { "neither partial", "public class {|NV1001:Outer|} { " + ResNet + "public class {|NV1001:Net|}; }" },
        { "a part without partial is the compiler's", ResNet + "public partial class Net; public class {|CS0260:Net|};" },
        { "record", ResNet + "public partial record {|NV1002:Net|};" },
        { "record with parameters", ResNet + "public partial record {|NV1002:Net|}(int Size);" },
        { "record with a base", "public record Mine; " + ResNet + "public partial record {|NV1002:Net|} : Mine;" },
        { "record, not partial", ResNet + "public record class {|NV1002:Net|};" },
        { "file-local", ResNet + "file partial class {|NV1002:Net|};" },
        { "file-local zoo", ResNet + "file static partial class {|NV1002:Zoo|};" },
        { "in a file-local type", "file partial class Outer { " + ResNet + "internal partial class {|NV1002:Net|}; }" },
        { "abstract", ResNet + "public abstract partial class {|NV1002:Net|};" },
        { "generic model", ResNet + "public partial class {|NV1002:Net|}<T>;" },
        { "ref struct is the compiler's", "[{|CS0592:ResNetVariant|}(\"resnet14\", \"2,2,1,1\")] public ref partial struct Net;" },
        { "struct is the compiler's", "[{|CS0592:ResNetVariant|}(\"resnet14\", \"2,2,1,1\")] public partial struct Net;" },
        { "record struct is the compiler's", "[{|CS0592:ResNetVariant|}(\"resnet14\", \"2,2,1,1\")] public partial record struct Net;" },
        { "interface is the compiler's", "[{|CS0592:ResNetVariant|}(\"resnet14\", \"2,2,1,1\")] public partial interface INet;" },
        { "enum is the compiler's", "[{|CS0592:ResNetVariant|}(\"resnet14\", \"2,2,1,1\")] public enum Net;" },
        { "method is the compiler's", "public class C { [{|CS0592:ResNetVariant|}(\"resnet14\", \"2,2,1,1\")] public void M() { } }" },
        { "several variants", ResNet + "[{|NV1003:VggVariant(\"vgg\", \"64,M\")|}] public partial class Net;" },
        { "three variants, one error", ResNet + "[{|NV1003:VggVariant(\"vgg\", \"64,M\")|}, VggVariant(\"vgg2\", \"64,M\")] public "
            + "partial class Net;" },
        { "several variants on parts", ResNet + "public partial class Net; [{|NV1003:VggVariant(\"vgg\", \"64,M\")|}] partial class Net;" },
        { "unexpected base", "public class Mine; " + ResNet + "public partial class Net : {|NV1004:Mine|};" },
        { "unexpected base and an interface", "public class Mine; public interface IMine; " + ResNet
            + "public partial class Net : {|NV1004:Mine|}, IMine;" },
        { "unexpected base on another part", "public class Mine; public interface IMine; " + ResNet
            + "public partial class Net : IMine; public partial class Net : {|NV1004:Mine|};" },
        { "module of one's own as base, its forward left to the model", "public abstract class Mine : nn.Module<Tensor, Tensor> { "
            + "protected Mine() : base(\"\") { } } " + ResNet + "public partial class Net : {|NV1004:Mine|};" },
        { "module of one's own as base, with a forward", "public class Mine : nn.Module<Tensor, Tensor> { public Mine() : base(\"\") { } "
            + "public override Tensor forward(Tensor x) => x; } " + ResNet + "public partial class Net : {|NV1004:Mine|};" },
        { "untyped module as base", ResNet + "public partial class Net : {|NV1004:nn.Module|} { public Net() : base(\"\") { } }" },
        { "module of other types as base", ResNet
            + "public abstract partial class {|NV1002:Net|} : {|NV1004:nn.Module<Tensor, long>|} { protected Net() : base(\"\") { } }" },
        { "object as base", ResNet + "public partial class Net : {|NV1004:object|};" },
        { "duplicate name", ResNet + "[ResNetVariant({|NV1005:\"resnet14\"|}, \"2,2,1,2\")] public static partial class Zoo;" },
        { "duplicate in another part", ResNet + "public static partial class Zoo; [VggVariant({|NV1005:\"resnet14\"|}, \"64,M\")] static "
            + "partial class Zoo;" },
        { "names that differ in case", ResNet + "[ResNetVariant({|NV1005:\"ResNet14\"|}, \"2,2,1,2\")] public static partial class Zoo;" },
        { "names of one class name", "[VggVariant(\"vgg_13\", \"64,M\"), VggVariant({|NV1005:\"vgg-13\"|}, \"64,M\"), VggVariant(name: "
            + "{|NV1005:\"vgg13\"|}, \"64,M\")] public static partial class Zoo;" },
        { "name like the zoo", "[VggVariant({|NV1006:\"zoo\"|}, \"64,M\")] public static partial class Zoo;" },
        { "name All", "[VggVariant({|NV1006:\"all\"|}, \"64,M\")] public static partial class Zoo;" },
        { "name Create", "[VggVariant({|NV1006:\"create\"|}, \"64,M\")] public static partial class Zoo;" },
        { "name of a member of every class", "[VggVariant({|NV1006:\"to_string\"|}, \"64,M\")] public static partial class Zoo;" },
        { "name of a model's member", "[VggVariant({|NV1006:\"macs\"|}, \"64,M\")] public static partial class Zoo;" },
        { "name of a model's block", "[ResNetVariant({|NV1006:\"basic_block\"|}, \"1,1\")] public static partial class Zoo;" },
        { "null name", "[VggVariant({|NV1006:null!|}, \"64,M\")] public partial class Net;" },
        { "empty name", "[VggVariant({|NV1006:\"\"|}, \"64,M\")] public partial class Net;" },
        { "name that starts with a digit", "[VggVariant({|NV1006:\"11vgg\"|}, \"64,M\")] public partial class Net;" },
        { "name with a blank", "[VggVariant(\"vgg{|NV1006: |}11\", \"64,M\")] public partial class Net;" },
        { "member of a generated name", ResNet + "public partial class Net { public int {|NV1008:Macs|} => 1; }" },
        { "field of a submodule's name", ResNet + "public partial class Net { public int {|NV1008:layer1|}; }" },
        { "nested type of a block's name", ResNet + "public partial class Net { private class {|NV1008:BasicBlock|}; }" },
        { "method of a field's name", ResNet + "public partial class Net { public void {|NV1008:fc|}() { } }" },
        { "forward", ResNet + "public partial class Net { public override Tensor {|NV1008:forward|}(Tensor x) => x; }" },
        { "forward that overrides nothing", ResNet + "public partial class Net { public Tensor {|NV1008:forward|}(Tensor x) => x; }" },
        { "field called forward", ResNet + "public partial class Net { public int {|NV1008:forward|}; }" },
        { "accessor of a generated property", ResNet
            + "public partial class Net { public static int {|NV1008:get_Info|}() => 1; public static void "
                + "{|NV1008:set_Info|}(VariantInfo info) { } }" },
        { "accessor of a zoo's property", ResNet + "public static partial class Zoo { public static int {|NV1008:get_All|}() => 1; }" },
        { "required member, which no factory sets", ResNet
            + "public partial class Net { public required int {|NV1008:Size|} { get; init; } }" },
        { "factory with the same parameters", ResNet
            + "public partial class Net { public static Net {|NV1008:Create|}(Device? device = null, ScalarType? dtype = null) "
                + "=> null!; }" },
        { "constructor with the same parameters", ResNet
            + "public partial class Net { public {|NV1008:Net|}(Device? device, ScalarType? dtype) : base(\"\") { } }" },
        { "primary constructor", ResNet + "public partial class Net{|NV1008:(int size)|} { public int Size => size; }" },
        { "primary constructor and a base", ResNet
            + "public partial class Net{|NV1008:(string name)|} : nn.Module<Tensor, Tensor>(name);" },
        { "two members", ResNet + "public partial class Net { public int {|NV1008:Macs|} => 1; public int {|NV1008:Info|} => 1; }" },
        { "member of a zoo", ResNet + "public static partial class Zoo { public static int {|NV1008:All|} => 1; }" },
        { "class in a zoo", ResNet + "public static partial class Zoo { public class {|NV1008:Resnet14|}; }" },
        { "type parameter of a zoo", ResNet + "public static partial class Zoo<{|NV1008:Resnet14|}>;" },
        { "model class of a member's name", ResNet + "public partial class {|NV1008:Macs|};" },
        { "model class of a method's name", ResNet + "public partial class {|NV1008:@forward|};" },
        { "zoo of a member's name", ResNet + "public static partial class {|NV1008:All|};" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_invalid_declaration_is_reported_where_it_is(string name, string markup)
    {
        _ = name;
        await Expect.Diagnostics(Usings + markup);
    }

    [Fact]
    public async Task One_bad_target_silences_no_other()
    {
        await Expect.Diagnostics(
            Usings + ResNet + "public class {|NV1001:A|}; [VggVariant(\"b\", \"64,{|NV2001:x|},M\")] public partial class B;" + ResNet
                + "public partial record {|NV1002:C|};",
            Usings + "[VggVariant(\"d\", \"{|NV2001:y|}\")] public partial class D;");
    }

    [Fact]
    public async Task Every_error_of_a_zoo_is_reported()
    {
        await Expect.Diagnostics(
            Usings + """
            [VggVariant("a", "64,{|NV2001:x|},M")]
            [VggVariant({|NV1005:"a"|}, "64,{|NV2001:y|},M")]
            [ResNetVariant("b", "2,2,1,1", NumClasses = {|NV2002:0|})]
            [ResNetVariant("c", "2,2,1,1")]
            public static partial class Zoo;
            """);
    }

    [Fact]
    public async Task Missing_TorchSharp_is_one_error_at_the_first_target()
    {
        var (first, marks) = Markup.Parse(
            "using NetVariants;\n" + ResNet + "public partial class {|NV1007:A|};" + ResNet + "public partial class B;");
        var second = "using NetVariants;\n" + ResNet + "public static partial class C;";
        await Expect.Diagnostics(Project.Compile([first, second], references: Project.WithoutTorch), [marks, []]);
    }

    [Fact]
    public async Task TorchSharp_behind_an_alias_counts_as_missing() => Assert.Equal(
        "'Net' expands into a TorchSharp model, and TorchSharp is referenced under an extern alias, where generated code does not find "
            + "it: add the alias 'global'",
        await MessageWith(NetVariants.Tests.ReferenceAssembly.Reference.WithAliases(["torchsharp"])));

    [Theory]
    [InlineData("", "torch.nn.Module<T1, TResult>")]
    [InlineData(
        "public abstract class Module<T, R> : Module { public abstract R forward(T input); }",
        "torch.nn.Module._to(DeviceType, int, bool)")]
    public async Task A_TorchSharp_that_is_too_old_is_one_error_instead_of_a_generated_file_that_does_not_compile(
        string modules, string missing)
    {
        var source = "[assembly: System.Reflection.AssemblyVersion(\"0.96.8.0\")] namespace TorchSharp { public static class torch { "
            + "public static class nn { "
            + $"public class Module {{ protected virtual Module _to(int device) => this; }} {modules} }} }} }}";
        var old = CSharpCompilation.Create(
            "TorchSharp",
            [CSharpSyntaxTree.ParseText(source)],
            NetVariants.Tests.ReferenceAssembly.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Assert.Equal(
            $"'Net' expands into a TorchSharp model, and the referenced TorchSharp 0.96.8.0 has no '{missing}': update it to 0.107.0",
            await MessageWith(old.ToMetadataReference()));
    }

    /// <summary>The message of the one error, NV1007, that a model gets with another TorchSharp than the tests'.</summary>
    private static async Task<string> MessageWith(MetadataReference torch)
    {
        var (source, marks) = Markup.Parse("using NetVariants;\n" + ResNet + "public partial class {|NV1007:Net|};");
        return (await Expect.Diagnostics(Project.Compile([source], references: [.. Project.WithoutTorch, torch]), [marks]))
            .Single()
            .GetMessage();
    }
}
