using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed class DescribeTests
{
    private const string Declaration = """ResNetVariant("net", "2,2,1,1", NumClasses = 10, Attention = Attention.SE)""";

    [Fact]
    public void The_figures_of_each_network_are_the_constants_of_its_class() => Assert.All(ReadyMade.All, network =>
    {
        var info = network.Info;

        var described = ToolRun.Of("describe", info.Name, "--json").Json().GetProperty("networks").EnumerateArray().Single();

        Assert.Equal(info.Name, described.GetProperty("name").GetString());
        Assert.Equal(info.Family, described.GetProperty("family").GetString());
        Assert.Equal(info.Declaration, described.GetProperty("declaration").GetString());
        Assert.Equal(info.ParameterCount, described.GetProperty("parameterCount").GetInt64());
        Assert.Equal(info.Macs, described.GetProperty("macs").GetInt64());
        Assert.Equal(info.LayerCount, described.GetProperty("layerCount").GetInt32());
        Assert.Equal(info.StateBytes, described.GetProperty("stateBytes").GetInt64());
        Assert.Equal(info.ActivationBytes, described.GetProperty("activationBytes").GetInt64());
        Assert.Equal(info.SmallestImageSize, described.GetProperty("smallestImageSize").GetInt32());
        Assert.Equal(info.NumClasses, described.GetProperty("numClasses").GetInt32());
        Assert.Equal(info.InputShape, described.GetProperty("inputShape").EnumerateArray().Select(side => side.GetInt64()));
        Assert.Equal(
            info.ParameterCount,
            described.GetProperty("stages").EnumerateArray().Sum(stage => stage.GetProperty("parameters").GetInt64()));
        Assert.Equal(
            info.Macs, described.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("macs").GetInt64()));
    });

    [Fact]
    public void Text_has_the_declaration_in_canonical_form_the_figures_and_the_stages()
    {
        var net = VariantCompiler.Compile(
            DeclarationText.Parse("""ResNetVariant("net", "2,2,1,1", NumClasses = 10, Attention = Attention.SE)""")!).Net!;

        var run = ToolRun.Of("describe", """ [ResNetVariant("net", "2, 2, 1, 1", NumClasses = 10, Attention = Attention.SE)] """);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith($"net: ResNet of {net.LayerCount} layers\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("""ResNetVariant("net", "2,2,1,1", Attention = Attention.SE, NumClasses = 10)""", run.Output);
        Assert.Contains("[N, 3, 224, 224]; runs on images of ", run.LinesWith("Input").Single());
        Assert.Contains($"{net.ParameterCount:N0}", run.LinesWith("Parameters  ").First());
        Assert.Contains($"{net.Macs:N0} an image", run.LinesWith("MACs").Single());
        Assert.Equal(StageTable.Rows(net).Count, run.Output.Split("Output  ")[^1].TrimEnd().Split('\n').Length - 1);
        Assert.DoesNotContain(" \n", run.Output);
    }

    [Theory]
    [InlineData("ResNetVariant(\"net\",\n    \"2,2,1,1\",\n    Attention = Attention.SE,\n    NumClasses = 10)")]
    [InlineData("[ResNetVariant(\"net\", \"2,2\" + \",1,1\", NumClasses = 2 * 5, Attention = Attention.SE)]")]
    [InlineData("[ResNetVariant(name: \"net\", layers: @\"2,2,1,1\", NumClasses = 10, Attention = NetVariants.Attention.SE)]")]
    [InlineData("[NetVariants.ResNetVariantAttribute(\"net\", \"2,2,1,1\", NumClasses = 10, Attention = Attention.SE)]")]
    [InlineData(
        "using NetVariants;\n[ResNetVariant(\"net\", \"2,2,1,1\", NumClasses = 10, Attention = Attention.SE)]\npublic partial class Net;")]
    public void A_declaration_reads_in_every_form_of_CSharp(string text)
    {
        var expected = ToolRun.Of("describe", Declaration, "--memory", "24");

        Assert.Equal(expected, ToolRun.Of("describe", text, "--memory", "24"));
        Assert.Equal(0, expected.ExitCode);
    }

    [Fact]
    public void A_network_of_Models_is_a_base_on_the_command_line()
    {
        var run = ToolRun.Of("describe", """ResNetVariant("resnet14", "2,2,1,1", Base = typeof(ResNet.Resnet18))""");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("From resnet18: layers 2,2,2,2 → 2,2,1,1; ", run.Output);
    }

    [Fact]
    public void A_class_of_Models_names_its_network() =>
        Assert.Equal(ToolRun.Of("describe", "wide_resnet50_2"), ToolRun.Of("describe", "ResNet.WideResnet50_2"));

    [Fact]
    public void A_files_variants_are_described_with_its_constants_and_bases()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("Networks.cs");
        File.WriteAllText(file, """
            using NetVariants;
            using SomethingElse;

            [ResNetVariant("small", Layers, NumClasses = Classes)]
            [ResNetVariant("smaller", "1,1", Base = typeof(Zoo.Small))]
            public static partial class Zoo
            {
                private const int Classes = 5 + 5;
                private const string Layers = "2," + "2";
                private static readonly Unknown s_unknown = new();
            }
            """);

        var run = ToolRun.Of("describe", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("""ResNetVariant("small", "2,2", NumClasses = 10)""", run.Output);
        Assert.Contains("""ResNetVariant("smaller", "1,1", NumClasses = 10)""", run.Output);
        Assert.StartsWith("smaller: ResNet", ToolRun.Of("describe", file + "#smaller").Output, StringComparison.Ordinal);
        Assert.StartsWith("smaller: ResNet", ToolRun.Of("describe", file + "#Smaller").Output, StringComparison.Ordinal);
        Assert.Contains("declares no 'SMALL'", ToolRun.Of("describe", file + "#SMALL").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_memory_is_the_runtimes_prediction_for_the_optimizer()
    {
        var sgd = Training("--memory", "8");
        var adam = Training("--memory", "8", "--optimizer", "AdamW");
        var little = Training("--memory", "0.1");

        Assert.True(adam.GetProperty("stateBytes").GetInt64() > sgd.GetProperty("stateBytes").GetInt64());
        Assert.Equal(adam.ToString(), Training("--memory", "8", "--optimizer", "adam-w").ToString());
        Assert.All((string[])["Lion", "7", "Sgd,Adam"], text => Assert.Contains(
            $"--optimizer has to be sgd or adam or adam-w, not '{text}'.", ToolRun.Of("describe", "resnet50", "--optimizer", text).Errors));
        Assert.Equal(8L << 30, sgd.GetProperty("memoryBytes").GetInt64());
        Assert.Equal(1, little.GetProperty("batchSize").GetInt32());
        Assert.Contains("does not fit into 102.4 MiB", ToolRun.Of("describe", "resnet50", "--memory", "0.1").Output);

        static JsonElement Training(params string[] options) =>
            ToolRun.Of(["describe", "resnet50", "--json", .. options]).Json().GetProperty("networks")[0].GetProperty("training");
    }

    [Fact]
    public void With_recomputation_training_keeps_less_of_an_image_and_batches_are_larger()
    {
        var kept = Network("--memory", "4");
        var recomputed = Network("--memory", "4", "--recompute");

        Assert.InRange(
            kept.GetProperty("recomputedActivationBytes").GetInt64(), 1, kept.GetProperty("activationBytes").GetInt64() / 2);
        Assert.True(Training(recomputed, "imageBytes") < Training(kept, "imageBytes") / 2);
        Assert.True(Training(recomputed, "batchSize") > Training(kept, "batchSize"));
        Assert.Matches(
            @"\nTraining +batches of \d+ by SGD with momentum, with recomputation, take about ",
            ToolRun.Of("describe", "densenet121", "--recompute").Output);

        static JsonElement Network(params string[] options) =>
            ToolRun.Of(["describe", "densenet121", "--json", .. options]).Json().GetProperty("networks")[0];

        static long Training(JsonElement network, string name) => network.GetProperty("training").GetProperty(name).GetInt64();
    }

    [Fact]
    public void Layers_are_shown_one_by_one_where_asked_for()
    {
        var run = ToolRun.Of("describe", "resnet18", "--layers");

        Assert.Matches(@"\nlayer4\.1\.conv2 +Conv2d 512→512, 3×3, padding 1 +\[N, 512, 7, 7\] +2,359,296 +115,605,504\n", run.Output);
        Assert.DoesNotContain("Stage ", run.Output);
    }
}
