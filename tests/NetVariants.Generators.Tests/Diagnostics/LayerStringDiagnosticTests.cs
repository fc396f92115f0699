using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>
/// NV2xxx and NV3xxx: where the source marks what is wrong with a declaration's texts and numbers, and what the messages say. That it is
/// found, and at which character of its text, is tested in Core: LayerStringTests, FamilyOptionTests.
/// </summary>
public sealed class LayerStringDiagnosticTests
{
    private const string Usings = "using NetVariants;\n";

    [Theory]
    [InlineData("lone surrogate", "64,{|NV2001:\\ud800|},M")]
    [InlineData("zero-width space", "64,{|NV2001:\\u200b64|},M")]
    [InlineData("each bad token once", "{|NV2001:a|},64,{|NV2002:0|},{|NV2001:b|}")]
    public async Task Tokens_are_marked_in_their_source(string name, string layers)
    {
        _ = name;
        await Expect.Diagnostics($"{Usings}[VggVariant(\"vgg\", \"{layers}\")] public partial class Net;");
    }

    [Theory]
    [InlineData("empty", "{|NV2003:\"\"|}")]
    [InlineData("blank", "{|NV2003:\" \\t \"|}")]
    [InlineData("null", "{|NV2003:null!|}")]
    [InlineData("default", "{|NV2003:default(string)!|}")]
    public async Task A_list_without_entries_is_marked_as_a_whole(string name, string layers)
    {
        _ = name;
        await Expect.Diagnostics($"{Usings}[VggVariant(\"vgg\", {layers})] public partial class Net;");
    }

    [Theory]
    [InlineData("VggVariant(\"v\", \" 64 ,\\t64\\n, M \")")]
    [InlineData("VggVariant(\"v\", \"64,\\u2028M,\\u00a0\\u0085128\")")]
    [InlineData("VggVariant(\"v\", \"\"\"\n    64, 64, M,\n    128, M\n    \"\"\")")]
    [InlineData("VggVariant(\"v\", \"064,M\")")]
    [InlineData("VggVariant(\"v\", \"1,M\", Dropout = 1, NumClasses = 1, InChannels = 1, HiddenFeatures = 1, AvgPoolSize = 1)")]
    [InlineData("VggVariant(\"v\", \"M\", ImageSize = 2)")]
    [InlineData("VggVariant(\"v\", \"64,M,M,M,M,M,M,M\")")]
    [InlineData("VggVariant(\"v\", \"64\", ImageSize = 1)")]
    [InlineData("VggVariant(\"v\", \"1k65536g1s65536\", InChannels = 1, ImageSize = 1, AvgPoolSize = 1, HiddenFeatures = 1)")]
    [InlineData("DenseNetVariant(\"d\", \"1\", NumInitFeatures = 65536, GrowthRate = 1, ImageSize = 1)")]
    [InlineData("ResNetVariant(\"r\", \"1\")")]
    [InlineData("ResNetVariant(\"r\", \"1,1,1,1,1,1\")")]
    [InlineData("ResNetVariant(\"r\", \"2,2,2,2\", ReplaceStrideWithDilation = \"0,0,0\", Widths = \"8,8,8,8\")")]
    [InlineData("ResNetVariant(\"r\", \"2,2\", ReplaceStrideWithDilation = \"\", Groups = 1, WidthPerGroup = 64)")]
    [InlineData("DenseNetVariant(\"d\", \"1,1\", Compression = 1, DropRate = 1)")]
    public async Task Exact_limits_and_white_space_are_valid(string attribute)
    {
        await Expect.Diagnostics($"{Usings}[{attribute}] public partial class Net;");
    }

    [Theory]
    [InlineData("combining mark first", "{|NV1006:\"\\u0301vgg\"|}")]
    [InlineData("zero-width joiner", "\"vgg{|NV1006:\\u200d|}11\"")]
    [InlineData("right-to-left override", "\"vgg{|NV1006:\\u202e|}11\"")]
    [InlineData("lone surrogate", "\"vgg{|NV1006:\\ud800|}\"")]
    [InlineData("surrogate pair", "\"vgg{|NV1006:😀|}\"")]
    [InlineData("surrogate pair, escaped", "\"vgg{|NV1006:\\U0001F600|}\"")]
    public async Task An_invalid_character_of_a_name_is_marked(string name, string argument)
    {
        _ = name;
        await Expect.Diagnostics($"{Usings}[VggVariant({argument}, \"64,M\")] public partial class Net;");
    }

    [Fact]
    public async Task A_network_above_the_layer_limit_is_marked()
    {
        const int convolutions = 4096 - 3;
        var most = string.Concat(Enumerable.Repeat("1,", convolutions));
        await Expect.Diagnostics($"{Usings}[VggVariant(\"v\", \"{most}M\", ImageSize = 2)] public partial class Net;");
        await Expect.Diagnostics($"{Usings}[VggVariant(\"v\", \"{most}{{|NV2006:1|}},M\", ImageSize = 2)] public partial class Net;");
    }

    [Theory]
    [InlineData("64,", 1)]
    [InlineData("x,", 5)]
    [InlineData("xxxxxxxx", 1)]
    [InlineData("        ", 1)]
    public async Task A_megabyte_gives_a_handful_of_short_messages(string piece, int most)
    {
        var layers = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var run = GeneratorRun.Generate($"{Usings}[VggVariant(\"v\", \"{layers}\")] public partial class Net;");
        Diagnostic[] found = [.. await Expect.AllOf(run)];
        Assert.InRange(found.Length, 1, most);
        Assert.All(found, d => Assert.InRange(d.GetMessage(CultureInfo.InvariantCulture).Length, 1, 200));
        Assert.InRange(run.Text.Length, 1, 10_000);
    }

    /// <summary>Each message says what was found, what was expected, and what to do.</summary>
    [Theory]
    [InlineData(
        "VggVariant(\"v\", \"64,{|NV2001:5x2|},M\")",
        "'5x2' is not valid here: expected channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling")]
    [InlineData(
        "VggVariant(\"v\", \"64,{|NV2001:,|}M\")",
        "An empty entry is not valid here: expected channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling")]
    [InlineData("VggVariant(\"v\", \"64,{|NV2002:0|},M\")", "'0' is out of range: expected 1 to 65536")]
    [InlineData("VggVariant(\"v\", \"64,M\", Dropout = {|NV2002:1.5|})", "'Dropout = 1.5' is out of range: expected 0 to 1")]
    [InlineData("ResNetVariant(\"r\", \"2_se_{|NV2001:cbam|}\")", "'cbam' is not valid here: expected no second setting of its kind")]
    [InlineData(
        "RegNetVariant(\"r\", \"1\", Stem = {|NV2009:Stem.Deep|})", "'Stem' is of three convolutions, and the family's stem is one")]
    [InlineData("EfficientNetVariant(\"e\", \"ds_c16_{|NV2005:x32|}\")",
        "'x32' does not apply to the block 'ds': leave it out, or choose another block")]
    [InlineData(
        "ResNetVariant(\"r\", \"2,2,2,2\", AntiAlias = AntiAlias.Avg, ImageSize = {|NV2002:227|})",
        "'ImageSize = 227' is out of range: expected a side at which the inputs of each sum have one shape, such as 226; here a residual "
            + "branch gives [N, 128, 28, 28] and its shortcut [N, 128, 29, 29]")]
    [InlineData(
        "ResNetVariant(\"r\", {|NV2003:\"\"|})", "'layers' is empty: expected a number of blocks, or Base = typeof(X) for the layers of X")]
    [InlineData(
        "ResNetVariant(\"r\", \"1\", StochasticDepthProb = {|NV2011:0.2|})",
        "'StochasticDepthProb = 0.2' has no effect: the network is the same without it, so leave it out")]
    [InlineData(
        "VggVariant(\"v\", \"64,A\", AntiAlias = {|NV2011:AntiAlias.Blur|})",
        "'AntiAlias = AntiAlias.Blur' has no effect: the network is the same without it, so leave it out")]
    [InlineData(
        "EfficientNetVariant(\"e\", {|NV2003:\"\"|})",
        "'blocks' is empty: expected a block (cn, ds, ir or er) and its settings: ir_r2_k3_s2_e6_c24, or Base = typeof(X) for the layers "
            + "of X")]
    [InlineData(
        "VggVariant(\"v\", \"64,M\", Norm = {|NV2009:Norm.LayerNorm|}, NormEps = 0.1, NormMomentum = 0.2)",
        "'Norm' is a setting of normalizations, and the network has none: set BatchNorm = true")]
    [InlineData("ConvNeXtVariant(\"c\", \"1\", NormEps = {|NV2002:2|})", "'NormEps = 2' is out of range: expected 0 to 1")]
    [InlineData("ResNetVariant(\"r\", \"1,1\", Widths = {|NV2004:\"64\"|})", "'Widths' has 1 entries: expected 2")]
    [InlineData(
        "ResNetVariant(\"r\", \"1,1\", Groups = {|NV2005:32|})",
        "'Groups' does not apply to the block 'Basic': leave it at 1, or choose another block")]
    [InlineData("ResNetVariant(\"r\", \"1,1,1,1,1,1,{|NV2006:1|}\")", "Too many stages: at most 6 are supported")]
    [InlineData(
        "VggVariant(\"v\", \"64,M,M,{|NV3001:M|}\", ImageSize = 4)",
        "'features.4' (MaxPool2d 2×2, stride 2) gets a map of [N, 64, 1, 1], too small for it, at ImageSize 4: at least 8 is needed")]
    public async Task Messages_name_the_remedy(string attribute, string message)
    {
        var found = await Expect.Diagnostics($"{Usings}[{attribute}] public partial class Net;");
        Assert.Equal(message, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
    }
}
