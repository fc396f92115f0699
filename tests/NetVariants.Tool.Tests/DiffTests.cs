using System;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Models;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed class DiffTests
{
    private const string Narrow = """ResNetVariant("narrow", "2,2,1,1", Attention = Attention.SE)""";

    [Fact]
    public void Differences_equal_those_that_Core_finds()
    {
        var from = VariantCompiler.Compile(ResNet.Resnet18.Declaration);
        var to = VariantCompiler.Compile(Narrow);
        var expected = VariantDiff.Between(from, to);

        var run = ToolRun.Of("diff", "resnet18", Narrow, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected.Parameters, run.Json().GetProperty("parameterCount").GetInt64());
        Assert.Equal(expected.Macs, run.Json().GetProperty("macs").GetInt64());
        Assert.Equal(expected.Layers, run.Json().GetProperty("layerCount").GetInt32());
        Assert.Equal(expected.FittingTensors, run.Json().GetProperty("fittingTensors").GetInt32());
        Assert.Equal(
            ["layers", "Attention"],
            run.Json().GetProperty("options").EnumerateArray().Select(option => option.GetProperty("name").GetString()));
        Assert.Equal(expected.ToText("resnet18", from.Net!, to.Net!), run.Json().GetProperty("text").GetString());
    }

    [Fact]
    public void Text_has_the_options_and_both_networks_figures()
    {
        var run = ToolRun.Of("diff", "resnet18", Narrow);

        Assert.StartsWith("From resnet18: layers 2,2,2,2 → 2,2,1,1, Attention None → SE; ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nlayers +2,2,2,2 +2,2,1,1\n", run.Output);
        Assert.Contains($"{ResNet.Resnet18.ParameterCount:N0}", run.LinesWith("Parameters").Single());
    }

    [Fact]
    public void Networks_of_two_families_are_an_error()
    {
        var run = ToolRun.Of("diff", "resnet18", "vgg11");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("only variants of one family are compared", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_either_declaration_is_shown()
    {
        var run = ToolRun.Of("diff", """ResNetVariant("n", "2,x")""", "resnet18", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal("NV2001", run.Json().GetProperty("findings")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void A_text_of_several_networks_is_wrong_usage()
    {
        var run = ToolRun.Of("diff", "resnet18", """[ResNetVariant("a", "1,1")][ResNetVariant("b", "2,2")]""");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The text declares 2 networks, and one is expected here: a, b.", run.Errors, StringComparison.Ordinal);
    }
}
