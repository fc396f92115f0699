using System;
using System.Linq;
using NetVariants.Reports;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Models.Tests;

/// <summary>What is said of a network without building it.</summary>
public sealed class DescriptionTests
{
    public static TheoryData<string> Names => [.. ReadyMade.All.Select(network => network.Info.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_layers_add_up_to_the_totals(string name)
    {
        var info = ReadyMade.Find(name).Info;

        var description = info.Describe();

        Assert.Equal(info.ParameterCount, description.Layers.Sum(layer => layer.Parameters));
        Assert.Equal(info.Macs, description.Layers.Sum(layer => layer.Macs));
        Assert.Equal("[N, 1000]", description.Layers[^1].Output);
    }

    [Fact]
    public void Descriptions_render_as_text_and_Markdown()
    {
        var description = ResNet.Resnet14.Info.Describe();

        var lines = description.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(description.Layers.Count + 2, lines.Length);
        Assert.Single(lines[..^1].Select(line => line.Length).Distinct());
        Assert.StartsWith("resnet14: 14 layers, 5,788,200 parameters, ", lines[^1], StringComparison.Ordinal);
        Assert.Contains(
            "| `conv1` | Conv2d 3→64, 7×7, stride 2, padding 3 | [N, 64, 112, 112] | 9,408 | 118,013,952 |",
            description.ToMarkdown(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "is not the declaration")]
    [InlineData("VggVariant(\"v\", \"64,x\")", "is in error at 'layers' (NV2001: x")]
    public void Describing_an_invalid_declaration_reports_the_error(string declaration, string reason)
    {
        var info = new VariantInfo("v", "VGG", declaration, 0, 0, 0, 0, 3, 224, 10, 1);

        Assert.Contains(reason, Assert.Throws<ArgumentException>(info.Describe).Message, StringComparison.Ordinal);
    }
}
