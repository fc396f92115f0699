using System;
using System.Threading.Tasks;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>Valid declarations build without a word, and what the compiler reports is left to it.</summary>
public sealed class ValidDeclarationTests
{
    private const string Usings = "using NetVariants; using TorchSharp; using static TorchSharp.torch;\n";
    private const string ResNet = "[ResNetVariant(\"resnet14\", \"2,2,1,1\")] ";
    private const string Both = ResNet + "public partial class Net; " + ResNet + "public static partial class Zoo;";

    [Theory]
    [InlineData("sealed", ResNet + "public sealed partial class Net;")]
    [InlineData("internal", ResNet + "partial class Net;")]
    [InlineData("explicit base", ResNet + "public partial class Net : nn.Module<Tensor, Tensor>;")]
    [InlineData("interface", "public interface IMine; " + ResNet + "public partial class Net : IMine;")]
    [InlineData(
        "members of its own",
        ResNet + "public partial class Net { public int Size => 1; public static Net Create(int seed) => Create(); private class Block; "
            + "public Net(string name) : this() { } }")]
    [InlineData("factory without parameters", ResNet + "public partial class Net { public static Net Create() => Create(null, null); }")]
    [InlineData(
        "overloads that differ by reference alone",
        ResNet + "public partial class Net { public static Net Create(ref Device? device, ScalarType? dtype) => new Net(device, dtype); "
            + "public Net(in Device? device, ScalarType? dtype) : this() { } }")]
    [InlineData(
        "accessors of other parameters",
        ResNet + "public partial class Net { public static int get_Info(int i) => i; public static void set_Info(string info) { } }")]
    [InlineData(
        "a method called nameof",
        ResNet + "public partial class Net { private static string nameof(object value) => value.ToString()!; public static string One => "
            + "nameof(1); }")]
    [InlineData("no namespace, several parts", ResNet + "public partial class Net; partial class Net; partial class Net { }")]
    [InlineData(
        "nested",
        "namespace A.B { public partial class Outer { public partial struct Inner { private partial interface IDeep { " + ResNet
            + "public partial class Net; } } } }")]
    [InlineData(
        "nested in records",
        "public partial record Outer(int X) { public readonly partial record struct Inner { " + ResNet + "public partial class Net; } }")]
    [InlineData(
        "nested in generics",
        "public abstract partial class Outer<T> where T : class { public ref partial struct Inner<U, V> where U : T { " + ResNet
            + "public partial class Net; " + ResNet + "public static partial class Zoo; } }")]
    [InlineData("generic zoo", ResNet + "public static partial class Zoo<T>;")]
    [InlineData("private zoo", "public partial class Outer { " + ResNet + "private static partial class Zoo; }")]
    [InlineData(
        "members of a zoo",
        ResNet + "public static partial class Zoo { public static int Size => All.Count; public static Resnet14 Create() => "
            + "Resnet14.Create(); }")]
    [InlineData(
        "keywords as names",
        "namespace @class.@record { public partial class @event { " + ResNet + "public partial class @new; " + ResNet
            + "public static partial class @partial<@in>; } }")]
    [InlineData(
        "contextual keywords as names",
        "namespace @await.@file { " + ResNet + "public partial class @record; } " + ResNet + "public partial class @required; " + ResNet
            + "public static partial class @nint;")]
    [InlineData("a name that is a keyword", "[VggVariant(\"class\", \"64,M\")] public static partial class Zoo;")]
    [InlineData("unicode", "namespace Ünïcode { " + ResNet + "public partial class Nétz; }")]
    [InlineData("aliased attribute", "[V(\"vgg\", \"64,M\")] public partial class Net;", "using V = NetVariants.VggVariantAttribute;")]
    [InlineData("full name", "[global::NetVariants.VggVariantAttribute(\"vgg\", \"64,M\")] public partial class Net;")]
    [InlineData("named arguments in another order", "[VggVariant(layers: \"64,M\", name: \"vgg\")] public partial class Net;")]
    [InlineData(
        "global alias of the attribute, arguments in another order",
        "[V(layers: \"64,M\", name: \"vgg\")] public partial class Net;",
        "global using V = NetVariants.VggVariantAttribute;")]
    [InlineData(
        "global aliases of torch's types",
        Both,
        "global using Tensor = TorchSharp.torch.Tensor; global using {|CS8981:torch|} = TorchSharp.torch; "
            + "global using Module = TorchSharp.torch.nn.Module;")]
    [InlineData(
        "global aliases of torch's names for other types",
        Both,
        "global using Tensor = System.String; global using {|CS8981:torch|} = System.Int32; global using Module = System.Object;")]
    [InlineData(
        "a constant expression for each argument",
        "public static class K { public const string Layers = \"64,\" + \"M\"; public const int Classes = 5 * 2; } [VggVariant(nameof(K), "
            + "K.Layers, NumClasses = K.Classes, Dropout = 1.0 / 4, BatchNorm = !false)] public partial class Net;")]
    [InlineData("integers for doubles", "[VggVariant(\"vgg\", \"64,M\", Dropout = 0)] public partial class Net;")]
    [InlineData("default enum", "[ResNetVariant(\"r\", \"1,1\", Block = default, Stem = (Stem)1)] public partial class Net;")]
    [InlineData(
        "a namespace called TorchSharp in between",
        "namespace App.TorchSharp { public class Torch; } namespace App { " + ResNet + "public partial class Net; }")]
    [InlineData(
        "a namespace called System in between",
        "namespace App.System { public class String; } namespace App { " + ResNet + "public static partial class Zoo; }")]
    [InlineData("a namespace that ends in NetVariants", "namespace My.NetVariants { " + Both + " }")]
    [InlineData("a namespace that ends in TorchSharp.torch", "namespace App.TorchSharp.torch { " + Both + " }")]
    [InlineData("a namespace below System.Linq", "namespace System.Linq.Extra { " + Both + " }")]
    [InlineData(
        "members called torch and global",
        ResNet + "public partial class Net { private int torch, global, System, NetVariants; public int Sum => torch + global + System + "
            + "NetVariants; public void Set() => torch = global = System = NetVariants = 1; }")]
    public async Task A_valid_declaration_builds_without_a_diagnostic(string name, string source, string before = "")
    {
        _ = name;
        await Expect.Diagnostics(before + Usings + source);
    }

    [Theory]
    [InlineData("System.Obsolete", "CS0612")]
    [InlineData("System.Obsolete(\"Take another.\", true)", "CS0619")]
    [InlineData("System.Diagnostics.CodeAnalysis.Experimental(\"MINE1\")", "MINE1")]
    public async Task What_is_obsolete_or_experimental_is_so_to_its_users_alone(string attribute, string id)
    {
        var users = $$"""public static class User { public static long Sum => {|{{id}}:Net|}.Macs + {|{{id}}:Zoo|}.All.Count; }""";
        await Expect.Diagnostics(Usings + Both.Replace("[ResNet", $"[{attribute}, ResNet", StringComparison.Ordinal) + users);
    }

    [Theory]
    [InlineData("unknown name", "[VggVariant({|CS0103:Foo|}, \"64,M\")] public partial class Net;")]
    [InlineData("unknown layers", "[VggVariant(\"vgg\", {|CS0103:Foo|})] public partial class Net;")]
    [InlineData("unknown knob", "[VggVariant(\"vgg\", \"64,M\", {|CS0246:Deepness|} = 5)] public partial class Net;")]
    [InlineData("knob of a wrong type", "[VggVariant(\"vgg\", \"64,M\", NumClasses = {|CS0029:\"10\"|})] public partial class Net;")]
    [InlineData("unknown constant for a knob", "[VggVariant(\"vgg\", \"64,M\", NumClasses = {|CS0103:Foo|})] public partial class Net;")]
    [InlineData(
        "number that is not an int",
        "[VggVariant(\"vgg\", \"64,M\", NumClasses = {|CS0182:{|CS0266:99999999999|}|})] public partial class Net;")]
    [InlineData("no arguments", "[{|CS1729:VggVariant|}] public partial class Net;")]
    [InlineData("too many arguments", "[{|CS1729:VggVariant(\"vgg\", \"64,M\", \"128\")|}] public partial class Net;")]
    [InlineData("layers of a wrong type", "[VggVariant(\"vgg\", {|CS1503:64|})] public partial class Net;")]
    [InlineData("characters are not a string", "[VggVariant(\"vgg\", {|CS0182:\"64,\" + 'M'|})] public partial class Net;")]
    [InlineData("utf-8 literal", "[VggVariant(\"vgg\", {|CS1503:\"64,M\"u8|})] public partial class Net;")]
    [InlineData(
        "not a constant",
        "public static class K { public static readonly string Layers = \"64\"; } [VggVariant(\"vgg\", {|CS0182:K.Layers|})] public "
            + "partial class Net;")]
    [InlineData("knob twice", "[VggVariant(\"vgg\", \"64,M\", NumClasses = 0, {|CS0643:NumClasses = 10|})] public partial class Net;")]
    [InlineData("raw literal with too few quotes", "[VggVariant(\"vgg\", \"\"\"64,\"x\"\"\"{|CS8998:\"\"|})] public partial class Net;")]
    [InlineData("unknown escape", "[VggVariant(\"vgg\", \"64,{|CS1009:\\q|}\")] public partial class Net;")]
    [InlineData("unknown base", "[VggVariant(\"vgg\", \"64,M\")] public partial class Net : {|CS0246:Foo|};")]
    [InlineData(
        "static class with a base",
        "public class Mine; [VggVariant(\"vgg\", \"64,M\")] public static partial class Zoo : {|CS0713:Mine|};")]
    public async Task What_the_compiler_rejects_gets_its_error_alone(string name, string markup)
    {
        _ = name;
        await Expect.Diagnostics(Usings + markup);
    }

    [Fact]
    public async Task An_attribute_of_the_same_name_from_elsewhere_is_none_of_ours()
    {
        await Expect.Diagnostics("""
            namespace NetVariants
            {
                public sealed class VggVariantAttribute : System.Attribute { public VggVariantAttribute(int depth) { _ = depth; } }
            }
            namespace App { [NetVariants.{|CS0436:VggVariant|}(5)] public class A; }
            """);
        await Expect.Diagnostics("""
            namespace Mine
            {
                public sealed class VggVariantAttribute : System.Attribute
                {
                    public VggVariantAttribute(string name, string layers) { _ = name + layers; }
                }
            }
            namespace Mine { [VggVariant("a", "x")] public class A; }
            """);
    }

    [Fact]
    public async Task Diagnostics_obey_pragmas()
    {
        await Expect.Diagnostics(Usings + """
            #pragma warning disable NV2001
            [VggVariant("vgg", "64,x,M")] public partial class Net;
            """);
    }
}
