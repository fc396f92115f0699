using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed class DescribeErrorTests
{
    [Theory]
    [InlineData("""ResNetVariant("n", "2,x")""", "error NV2001: 'x' is not valid here: expected ", 23, 1)]
    [InlineData("""[ResNetVariant("n", "2,x")]""", "error NV2001: 'x' is not valid here: expected ", 24, 1)]
    [InlineData("""VggVariant("n", "64,MaxPool")""", "error NV2001: 'MaxPool' is not valid here: expected ", 21, 7)]
    [InlineData(
        """ResNetVariant("n", "2,2", NumClasses = -1)""", "error NV2002: 'NumClasses = -1' is out of range: expected 1 or more", 40, 2)]
    [InlineData(
        """ResNetVariant("n", "2,2", GrowthRate = 3)""", "error NV2010: 'GrowthRate' is not an option of the ResNet family", 40, 1)]
    [InlineData("""ResNetVariant("n", "2,2", NumClases = 3)""", "did you mean 'NumClasses'?", 27, 9)]
    [InlineData("""ResNet("n", "2,2")""", "'ResNet' is not a variant attribute: did you mean 'ResNetVariant'?", 1, 6)]
    [InlineData("""ResnetVariant("n", "2,2")""", "did you mean 'ResNetVariant'?", 1, 13)]
    [InlineData(
        """ResNetVariant("n", "2,2", Attention = Attention.XX)""",
        "'Attention' does not contain a definition for 'XX': expected None, SE",
        49,
        2)]
    [InlineData("""ResNetVariant("n", "2,2", AvgDown = True)""", "expected true or false", 37, 4)]
    [InlineData(
        """ResNetVariant("n", "2,2", Base = typeof(Mine))""", "a base is a class of NetVariants.Models, as typeof(ResNet.Resnet18)", 41, 4)]
    [InlineData("""ResNetVariant("n", 22)""", "expected a name and layers in quotes", 20, 2)]
    [InlineData("""ResNetVariant("n", "2,2" """, "error CS1026: ) expected", 25, 1)]
    [InlineData("""ResNetVariant("n", "2,2", NumClasses = 10, NumClasses = 20)""", "argument: write it once", 44, 15)]
    [InlineData("""ResNetVariant()""", "expected a name and layers in quotes", 1, 15)]
    [InlineData("""new ResNetVariant("n", "2,2")""", "error CS", 1, 1)]
    [InlineData("(", "error CS", 1, 1)]
    [InlineData("""ResNetVariant(net, 2)""", "in a shell, put the whole declaration in single quotes", 15, 3)]
    public void An_error_marks_the_token_and_says_what_helps(string declaration, string message, int column, int length)
    {
        var run = ToolRun.Of("describe", declaration);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Contains(
            $"\n  {declaration}\n  {new string(' ', column - 1)}{new string('^', length)}\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_later_line_is_marked_there() => Assert.EndsWith(
        "\n      \"2,x\")\n         ^\n", ToolRun.Of("describe", "ResNetVariant(\"n\",\n    \"2,x\")").Errors, StringComparison.Ordinal);

    [Fact]
    public void Advice_and_limits_are_shown_and_are_no_errors()
    {
        var run = ToolRun.Of("describe", """VggVariant("vgg9", "64,M", MaxParameters = 1000, NumClasses = 10, NormEps = 0)""");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("vgg9: VGG", run.Output, StringComparison.Ordinal);
        Assert.Contains("warning NV4001: 'vgg9' has ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("info NV4103: The name 'vgg9' says 9 layers", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_a_file_name_it_with_line_and_column_and_its_other_networks_are_described()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("Networks.cs");
        File.WriteAllText(
            file,
            "using NetVariants;\n\n[ResNetVariant(\"a\", \"2,2\")]\n\t[ResNetVariant(\"b\", \"2,x\")]\nstatic partial class Zoo;\n");

        var run = ToolRun.Of("describe", file);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("a: ResNet", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{file}(4,25): error NV2001: ", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("\n  \t[ResNetVariant(\"b\", \"2,x\")]\n  \t                       ^\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_not_partial_is_an_error_in_a_file()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("Networks.cs");
        File.WriteAllText(file, "using NetVariants;\n[ResNetVariant(\"a\", \"2,2\")]\npublic class Net { }\n");

        Assert.Contains("error NV1001: 'Net' is not partial", ToolRun.Of("describe", file).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_part_of_the_JSON()
    {
        var run = ToolRun.Of("describe", """ResNetVariant("n", "2,x")""", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        var finding = run.Json().GetProperty("findings").EnumerateArray().Single();
        Assert.Equal("NV2001", finding.GetProperty("id").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal(23, finding.GetProperty("place").GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("resnet51", "did you mean 'resnet50'?")]
    [InlineData("none.cs", "There is no file 'none.cs'.")]
    [InlineData(".", "'.' is a folder: name one of its .cs files.")]
    public void What_is_not_there_is_wrong_usage(string argument, string message)
    {
        var run = ToolRun.Of("describe", argument);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_networks_is_an_error()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("Empty.cs");
        File.WriteAllText(file, "class Empty;");

        var run = ToolRun.Of("describe", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("declares no network", run.Errors, StringComparison.Ordinal);
    }
}
