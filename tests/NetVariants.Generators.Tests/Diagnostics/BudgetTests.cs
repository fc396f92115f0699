using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>NV40xx: limits of attributes and projects; NV41xx: advice.</summary>
public sealed class BudgetTests
{
    private const string Usings = "using NetVariants;\n";

    [Theory]
    [InlineData(
        "MaxParameters = {|NV4001:5_788_199|}",
        "'resnet14' has 5,788,200 parameters, less than 0.1 % more than MaxParameters allows (5,788,199); the largest layer is "
            + "'layer4.0.conv2' with 2,359,296: make it smaller, or raise the limit")]
    [InlineData(
        "MaxMacs = {|NV4002:1_000_000_000|}",
        "'resnet14' takes 1,351,651,328 multiply-accumulates for an image, 35.2 % more than MaxMacs allows (1,000,000,000); the largest "
            + "layer is 'conv1' with 118,013,952: make it smaller, or raise the limit")]
    [InlineData("MaxActivationMiB = {|NV4003:1|}", "the largest map is that of 'conv1' with 3.06 MiB")]
    public async Task An_attributes_limit_that_is_exceeded_is_marked(string knob, string message)
    {
        var found = await Expect.Diagnostics($"{Usings}[ResNetVariant(\"resnet14\", \"2,2,1,1\", {knob})] public partial class Net;");

        Assert.Equal(DiagnosticSeverity.Warning, found.Single().Severity);
        Assert.Contains(
            message, found.Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxParameters = 5_788_200, MaxMacs = 1_351_651_328, MaxActivationMiB = 1000")]
    [InlineData("MaxParameters = long.MaxValue, MaxMacs = long.MaxValue, MaxActivationMiB = double.MaxValue")]
    public async Task A_limit_met_exactly_is_not_exceeded(string knobs) =>
        await Expect.Diagnostics($"{Usings}[ResNetVariant(\"resnet14\", \"2,2,1,1\", {knobs})] public partial class Net;");

    [Theory]
    [InlineData("MaxParameters = {|NV2002:-5|}")]
    [InlineData("MaxMacs = {|NV2002:-1|}")]
    [InlineData("MaxActivationMiB = {|NV2002:double.NaN|}")]
    [InlineData("MaxActivationMiB = {|NV2002:double.PositiveInfinity|}")]
    public async Task An_invalid_limit_is_an_error(string knob) =>
        await Expect.Diagnostics($"{Usings}[ResNetVariant(\"resnet14\", \"2,2,1,1\", {knob})] public partial class Net;");

    [Theory]
    [InlineData("NetVariantsMaxParameters", "6M", "")]
    [InlineData("NetVariantsMaxParameters", " 5.7 M ", "NV4001")]
    [InlineData("NetVariantsMaxParameters", "5_788_199", "NV4001")]
    [InlineData("NetVariantsMaxParameters", "5700k", "NV4001")]
    [InlineData("NetVariantsMaxMacs", "1.3G", "NV4002")]
    [InlineData("NetVariantsMaxMacs", "1T", "")]
    [InlineData("NetVariantsMaxActivationMiB", "2.5", "NV4003")]
    [InlineData("NetVariantsMaxActivationMiB", "", "")]
    [InlineData("NetVariantsMaxParameters", "many", "NV4004")]
    [InlineData("NetVariantsMaxParameters", "-1", "NV4004")]
    [InlineData("NetVariantsMaxParameters", "0", "NV4004")]
    [InlineData("NetVariantsMaxParameters", "M", "NV4004")]
    public async Task A_projects_limit_applies_to_all_models_and_an_invalid_one_is_reported_once(string property, string text, string id)
    {
        const string Source =
            Usings + "[ResNetVariant(\"resnet14\", \"2,2,1,1\")] public partial class A;\n[ResNetVariant(\"resnet14\", \"2,2,1,1\")] "
                + "public partial class B;";

        var found = await Analyze(Source, (property, text));

        Assert.Equal(id.Length == 0 ? [] : id == "NV4004" ? [id] : [id, id], found.Select(d => d.Id));
        if (id is "NV4001" or "NV4002" or "NV4003")
            Assert.All(found, d => Assert.Equal("\"resnet14\"", d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)));
    }

    [Fact]
    public async Task An_attributes_limit_overrides_the_projects() =>
        Assert.Empty(
            await Analyze(
                $"{Usings}[ResNetVariant(\"resnet14\", \"2,2,1,1\", MaxParameters = 6_000_000)] public partial class A;",
                ("NetVariantsMaxParameters", "1k")));

    [Theory]
    [InlineData("NetVariantsMaxParameters", "MaxParameters = 0")]
    [InlineData("NetVariantsMaxMacs", "MaxMacs = 0")]
    [InlineData("NetVariantsMaxActivationMiB", "MaxActivationMiB = 0")]
    public async Task A_limit_of_zero_lifts_the_projects(string property, string knob)
    {
        Assert.Single(await Analyze(Usings + "[ResNetVariant(\"net\", \"2,2\")] public partial class A;", (property, "1")));
        Assert.Empty(await Analyze($"{Usings}[ResNetVariant(\"net\", \"2,2\", {knob})] public partial class A;", (property, "1")));
    }

    [Fact]
    public async Task Pragmas_and_editorconfig_change_the_severity()
    {
        const string Attribute = "[ResNetVariant(\"resnet14\", \"2,2,1,1\", MaxParameters = 1)] public partial class A;";

        Assert.Empty(await Analyze($"{Usings}#pragma warning disable NV4001\n{Attribute}"));
        Compilation raised = Project.Compile([Usings + Attribute]);
        raised = raised.WithOptions(
            raised.Options.WithSpecificDiagnosticOptions([new KeyValuePair<string, ReportDiagnostic>("NV4001", ReportDiagnostic.Error)]));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Analyze(raised)).Severity);
    }

    [Theory]
    [InlineData(
        "VggVariant(\"net\", \"64,M,128,M,2*256,M,2*512,M,2*512,M\")",
        "NV4101",
        "77 % of the parameters are in 'classifier.0' (Linear 25088→4096)")]
    [InlineData(
        "VggVariant(\"net\", \"8,M,A,8\", AvgPoolSize = 1, HiddenFeatures = 8)", "NV4102", "'features.3' pools what is a pool's result")]
    [InlineData(
        "VggVariant(\"vgg12\", \"8,M,8\", AvgPoolSize = 1, HiddenFeatures = 8)",
        "NV4103",
        "The name 'vgg12' says 12 layers, and the network has 5")]
    [InlineData("ResNetVariant(\"Wide_ResNet50_2\", \"2,2\")", "NV4103", "says 50 layers, and the network has 10")]
    [InlineData("ResNetVariant(\"resnext50_32x4d\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck)", "", "")]
    [InlineData("DenseNetVariant(\"my_net_7\", \"2,2\")", "", "")]
    [InlineData("MobileNetV2Variant(\"mobilenetv2_100\", \"ir_c16\", NumClasses = 2)", "", "")]
    [InlineData("MobileNetV3Variant(\"mobilenetv3_050\", \"ir_c16\", NumClasses = 2)", "", "")]
    [InlineData("EfficientNetVariant(\"efficientnet_100\", \"ir_c16\", NumClasses = 2)", "", "")]
    public async Task Advice_is_a_suggestion(string attribute, string id, string message)
    {
        var run = GeneratorRun.Generate($"{Usings}[{attribute}] public partial class Net;");

        Diagnostic[] found = [.. await Expect.OwnOf(run)];

        Assert.Equal(id.Length == 0 ? [] : [id], found.Select(d => d.Id));
        Assert.All(found, d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
        Assert.All(
            found,
            d => Assert.Contains(
                message, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal));
    }

    private static Task<Diagnostic[]> Analyze(string source, params (string, string)[] properties) =>
        Analyze(Project.Compile([source]), properties);

    private static async Task<Diagnostic[]> Analyze(Compilation compilation, params (string Name, string Value)[] properties)
    {
        var run = GeneratorRun.Generate(compilation);
        var options = new AnalyzerOptions(
            [], new Options(properties.ToDictionary(pair => "build_property." + pair.Name, pair => pair.Value)));
        return [.. (await run.Output.WithAnalyzers([new VariantAnalyzer()], options).GetAnalyzerDiagnosticsAsync()).Where(
            d => d.Severity > DiagnosticSeverity.Info && !d.IsSuppressed)];
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
