using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>
/// A broken declaration is one error, and each use of its model is an error that names the cause, also where no analyzer runs.
/// </summary>
public sealed class InvalidModelTests
{
    private const string Usings = "using NetVariants; using TorchSharp; using static TorchSharp.torch;\n";

    [Theory]
    [InlineData("NV2001", "[VggVariant(\"vgg\", \"64,{|NV2001:x|},M\")] public partial class Net;")]
    [InlineData("NV3001", "[VggVariant(\"vgg\", \"64,M,{|NV3001:M|}\", ImageSize = 2)] public partial class Net;")]
    [InlineData("NV1002", "[VggVariant(\"vgg\", \"64,M\")] public partial record {|NV1002:Net|};")]
    [InlineData("NV1002", "[VggVariant(\"vgg\", \"64,M\")] public abstract partial class {|NV1002:Net|};")]
    [InlineData("NV1003", "[VggVariant(\"vgg\", \"64,M\")] [{|NV1003:VggVariant(\"vgg2\", \"64,M\")|}] public partial class Net;")]
    [InlineData("NV1004", "[VggVariant(\"vgg\", \"64,M\")] public partial class Net : {|NV1004:System.Random|};")]
    [InlineData("NV1006", "[VggVariant({|NV1006:\"\"|}, \"64,M\")] public partial class Net;")]
    public async Task Each_use_of_a_model_names_the_cause(string id, string declaration)
    {
        var users = """

            public static class User
            {
                public static long Parameters() => {|CS0619:Net.ParameterCount|};
                public static long Macs() => {|CS0619:Net.Macs|};
                public static int Layers() => {|CS0619:Net.LayerCount|};
                public static string Name() => {|CS0619:Net.Info|}.Name;
                public static object Create() => {|CS0619:Net.Create(CPU, ScalarType.Float32)|};
            }
            """;
        var found = await Expect.Diagnostics(Usings + declaration + users);
        var cause = found.Single(d => d.Id == id);
        Assert.All(
            found.Where(d => d.Id == "CS0619"),
            d => Assert.EndsWith($": 'NetVariants {id}: {cause.GetMessage()}'", d.GetMessage(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_invalid_model_is_still_a_module()
    {
        await Expect.Diagnostics(Usings + """
            [VggVariant("vgg", "64,{|NV2001:x|},M")]
            public partial class Net { public int Size => 1; public override string GetName() => "mine"; }
            public class User
            {
                private readonly nn.Module<Tensor, Tensor> _module;
                public User(Net net) => _module = net;
                public Tensor Use(Net net, Tensor x) => net.call(net.forward(_module.call(x))) + net.Size;
                public nn.Module New() => {|CS0619:new Net()|};
            }
            """);
    }

    [Theory]
    [InlineData("VggVariant(\"net\", \"64,{|NV2001:x|},M\")", "features.Count", "avgpool", "classifier[6]")]
    [InlineData(
        "ResNetVariant(\"net\", \"2,{|NV2001:x|}\")", "conv1.weight", "bn1", "maxpool", "layer1[0]", "layer4.Count", "avgpool", "fc.bias")]
    [InlineData("DenseNetVariant(\"net\", \"6,{|NV2001:x|}\")", "features[0]", "classifier.weight")]
    [InlineData("ResNetVariant(\"net\", \"1,1,1,1,1\"), {|NV1003:ResNetVariant(\"other\", \"1\")|}", "layer5")]
    public async Task Each_use_of_a_module_names_the_cause(string declaration, params string[] uses)
    {
        var members = string.Join("\n", uses.Select((use, i) =>
        {
            var module = use.Split('.', '[')[0];
            return $"public object? Use{i}(Net net) => {{|CS0619:net.{module}|}}{use[module.Length..]};";
        }));
        await Expect.Diagnostics(Usings + $"[{declaration}] public partial class Net; public class User {{ {members} }}");
    }

    [Fact]
    public async Task A_member_with_the_name_of_a_module_is_no_second_error()
    {
        await Expect.Diagnostics(Usings + """
            [ResNetVariant("net", "2,{|NV2001:x|}")] public partial class Net { public int layer4 => 4; public object? maxpool() => null; }
            [ResNetVariant("other", "2,{|NV2001:x|}")] public partial class layer1;
            """);
    }

    [Fact]
    public async Task The_valid_variants_of_a_zoo_stay_usable()
    {
        await Expect.Diagnostics(Usings + """
            [VggVariant("a", "64,{|NV2001:x|},M")]
            [VggVariant("b", "64,M")]
            [VggVariant({|NV1005:"b"|}, "64,64,M")]
            [VggVariant({|NV1006:null!|}, "64,M")]
            [VggVariant({|NV1006:null!|}, "64,M")]
            [VggVariant({|NV1006:"zoo"|}, "64,M")]
            public static partial class Zoo;
            public static class User
            {
                public static object A() => {|CS0619:Zoo.A.Create()|};
                public static object B() => Zoo.B.Create();
                public static object C() => Zoo.Create("b");
                public static int D() => Zoo.All.Count;
                public static long E(Zoo.B model) => Zoo.B.Macs + model.features.Count;
            }
            """);
    }

    [Fact]
    public async Task Using_a_declaration_that_the_compiler_rejects_names_the_cause()
    {
        var found = await Expect.Diagnostics(Usings + """
            [VggVariant("vgg", {|CS0103:Foo|})] public partial class Net;
            public static class User { public static object Create() => {|CS0619:Net.Create()|}; }
            """);
        Assert.Contains(
            "NetVariants generates nothing here: the declaration does not compile",
            found.Single(d => d.Id == "CS0619").GetMessage(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_the_source_has_is_not_generated_again()
    {
        await Expect.Diagnostics(Usings + """
            [VggVariant("vgg", "64,M")]
            public partial class Net
            {
                public static int {|NV1008:Macs|} => 1;
                public static Net {|NV1008:Create|}(Device? device = null, ScalarType? dtype = null) => {|CS0619:new Net()|};
                public static long Use() => Macs + {|CS0619:ParameterCount|} + Create().GetHashCode();
            }
            """);
    }

    [Fact]
    public async Task The_cause_may_hold_any_character()
    {
        await Expect.Diagnostics(Usings + """
            [VggVariant("vgg", {|NV2001:"\"\\\u2028\u0000\ud800{}<&*/"|})] public partial class Net;
            [VggVariant("vgg\u2028", "64,M")] public static partial class Zoo;
            """.Replace("\"vgg\\u2028\"", "\"vgg{|NV1006:\\u2028|}\"", StringComparison.Ordinal).Replace(
                "{|NV2001:\"\\\"", "\"{|NV2001:\\\"", StringComparison.Ordinal).Replace(
                "*/\"|}", "*/|}\"", StringComparison.Ordinal));
    }
}
