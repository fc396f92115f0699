using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>The token inside the string, in every form that a constant string has. The forms one by one: ConstantMapTests.</summary>
public sealed class DiagnosticLocationTests
{
    private const string Usings = "using NetVariants;\n";
    private const string Parts =
        "public static class K { public const string X = \"x\"; public const string Good = \"64,M\"; public const string Bad = "
            + "\"64,5x2\"; }\n";

    [Theory]
    [InlineData("regular", "\"64,{|NV2001:5x2|},M\"")]
    [InlineData("escaped", "\"\\u0036\\x34,{|NV2001:5\\u00782|},M\"")]
    [InlineData("verbatim", "@\"64,\n  {|NV2001:5x2|},M\"")]
    [InlineData("raw", "\"\"\"64,{|NV2001:5x2|},M\"\"\"")]
    [InlineData("raw lines", "\"\"\"\n    64,\n    {|NV2001:5x2|},M\n    \"\"\"")]
    [InlineData("concatenated", "\"64,\" + K.Good + \",M,\" + \"{|NV2001:5x2|},M\"")]
    [InlineData("across a seam", "\"64,{|NV2001:5\" + K.X + \"2|},M\"")]
    [InlineData("interpolated", "$\"64,{K.Good},{|NV2001:5x2|},M\"")]
    [InlineData("interpolated raw lines", "$\"\"\"\n    {K.Good},\n    {|NV2001:5x2|},M\n    \"\"\"")]
    [InlineData("parenthesised", "(\"64,{|NV2001:5x2|}\")")]
    [InlineData("const", "{|NV2001:K.Bad|}")]
    [InlineData("const in a concatenation", "\"64,\" + {|NV2001:K.Bad|} + \",M\"")]
    [InlineData("nameof", "{|NV2001:nameof(K)|}")]
    [InlineData("named", "layers: \"64,{|NV2001:5x2|},M\"")]
    public async Task The_token_is_marked(string form, string layers)
    {
        _ = form;
        await Expect.Diagnostics($"{Usings}{Parts}[VggVariant(\"vgg\", {layers})] public partial class Net;");
    }

    [Theory]
    [InlineData("list knob", "Widths = \"16,{|NV2001:3x2|},64\"")]
    [InlineData("list knob, raw", "Widths = \"\"\"16,{|NV2001:3x2|},64\"\"\"")]
    [InlineData("list knob, number", "Widths = \"16,{|NV2002:0|},64\"")]
    [InlineData("number", "NumClasses = {|NV2002:0|}")]
    [InlineData("negative number", "NumClasses = {|NV2002:-1|}")]
    [InlineData("expression", "NumClasses = {|NV2002:5 - 5|}")]
    [InlineData("several numbers", "ImageSize = {|NV2002:0|}, NumClasses = {|NV2002:0|}, InChannels = {|NV2002:-3|}")]
    [InlineData("enum", "Block = {|NV2002:(ResNetBlock)7|}")]
    [InlineData("shorter list", "Widths = {|NV2004:\"16,32\"|}")]
    [InlineData("empty list", "Widths = {|NV2003:\"\"|}")]
    [InlineData("knob of another block", "Groups = {|NV2005:2|}")]
    public async Task The_knob_is_marked(string form, string knob)
    {
        _ = form;
        await Expect.Diagnostics($"{Usings}[ResNetVariant(\"resnet\", \"1,1,1\", {knob})] public partial class Net;");
    }

    [Theory]
    [InlineData("MobileNetV2Variant(\"net\", blocks: \"ir_c16, ir_{|NV2001:q16|}\")")]
    [InlineData("MobileNetV3Variant(blocks: \"ir_c16, ir_{|NV2001:q16|}\", name: \"net\")")]
    [InlineData("EfficientNetVariant(\"net\", blocks: {|NV2003:\"\"|}, StemWidth = 8)")]
    [InlineData("ResNetVariant(layers: \"2,{|NV2001:q|}\", name: \"{|NV1006:?|}\")")]
    [InlineData("RegNetVariant(\"net\", layers: \"2,{|NV2001:q|}\")")]
    public async Task The_token_of_a_named_parameter_is_marked(string attribute) =>
        await Expect.Diagnostics($"{Usings}[{attribute}] public partial class Net;");

    [Theory]
    [InlineData("ViTVariant(\"net\", ImageSize = {|NV2002:225|})")]
    [InlineData("ViTVariant(\"net\", HiddenDim = {|NV2002:200|}, Dropout = 0.1)")]
    [InlineData("ViTVariant(\"net\", ImageSize = 225, PatchSize = {|NV2002:16 + 1|})")]
    [InlineData("RegNetVariant(\"net\", \"1,1\", GroupWidth = {|NV2002:48|})")]
    [InlineData("RegNetVariant(\"net\", Depth = {|NV2009:13|})")]
    [InlineData("ResNetVariant(\"net\", \"1,1,1,1,1\", AntiAlias = {|NV2002:AntiAlias.Avg|})")]
    [InlineData("ConvNeXtVariant(\"net\", \"1\", StemPatch = {|NV3001:300|})")]
    [InlineData("ConvNeXtVariant(\"net\", {|NV3001:\"1\"|}, ImageSize = 3)")]
    [InlineData("ViTVariant(\"net\", PatchSize = 2, ImageSize = {|NV3002:65536|})")]
    [InlineData("ViTVariant(\"net\", ImageSize = {|NV3002:65536|}, PatchSize = 2)")]
    [InlineData("ResNetVariant(\"net\", \"1,1_s8,1_s8,1\", ImageSize = {|NV2002:768|}, AntiAlias = AntiAlias.Avg)")]
    [InlineData("ResNetVariant(\"net\", \"2_eca,2_none\", Attention = Attention.SE, SERatio = {|NV2009:0.25|})")]
    public async Task What_a_default_rules_out_is_marked_where_it_is_written(string attribute) =>
        await Expect.Diagnostics($"{Usings}[{attribute}] public partial class Net;");

    [Fact]
    public async Task A_const_reference_leads_to_the_token_in_its_declaration()
    {
        var found = await Expect.Diagnostics($"{Usings}{Parts}[VggVariant(\"vgg\", {{|NV2001:K.Bad|}})] public partial class Net;");
        var declared = Assert.Single(found.Single().AdditionalLocations);
        Assert.Equal("5x2", declared.SourceTree!.ToString().Substring(declared.SourceSpan.Start, declared.SourceSpan.Length));
    }

    [Fact]
    public async Task A_duplicate_leads_to_the_first()
    {
        var found = await Expect.Diagnostics(
            Usings + "[VggVariant(\"a\", \"64,M\"), VggVariant({|NV1005:\"A\"|}, \"64,M\")] public static partial class Zoo;");
        var first = Assert.Single(found.Single().AdditionalLocations);
        Assert.Equal("\"a\"", first.SourceTree!.ToString().Substring(first.SourceSpan.Start, first.SourceSpan.Length));
    }
}
