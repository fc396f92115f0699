using System;
using System.Linq;
using NetVariants.Core.Families;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed class ListTests
{
    [Fact]
    public void The_networks_of_Models_are_listed_with_their_constants()
    {
        var listed = ToolRun.Of("list", "--json").Json().GetProperty("networks").EnumerateArray()
            .Select(network => (
                network.GetProperty("declaration").GetString(),
                network.GetProperty("parameterCount").GetInt64(),
                network.GetProperty("macs").GetInt64(),
                network.GetProperty("layerCount").GetInt32(),
                network.GetProperty("activationBytes").GetInt64()));

        Assert.Equal(
            ReadyMade.All.Select(network => network.Info).Select(info => (
                (string?)info.Declaration, info.ParameterCount, info.Macs, info.LayerCount, info.ActivationBytes)).Order(),
            listed.Order());
    }

    [Fact]
    public void Text_has_a_line_for_each_network()
    {
        var run = ToolRun.Of("list");

        Assert.All(ReadyMade.All, network => Assert.Single(run.LinesWith($"{network.Info.Name} ")));
        Assert.Matches(@"\nresnet18 +ResNet\.Resnet18 +18 +11,689,512 ", run.Output);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_familys_options_are_listed_with_defaults_and_values(string name)
    {
        var family = FamilyTable.Families.Single(family => family.Name == name);

        var run = ToolRun.Of("list", "--options", family.Attribute);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run, ToolRun.Of("list", "--options", name.ToLowerInvariant()));
        Assert.All(family.Knobs, option => Assert.Matches(
            $@"\n{option.Name} +{System.Text.RegularExpressions.Regex.Escape(option.Print(option.Default))} .*"
                + System.Text.RegularExpressions.Regex.Escape(option.Range) + @"\n    \w",
            run.Output));
        var json = ToolRun.Of("list", "--options", name, "--json").Json().GetProperty("families").EnumerateArray().Single();
        Assert.Equal(family.DefaultLayers.Length > 0, json.GetProperty("layers").GetString()!.Length > 0);
        Assert.All(json.GetProperty("options").EnumerateArray(), option => Assert.EndsWith(".", option.GetProperty("text").GetString()));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_familys_networks_are_listed_alone(string name)
    {
        var json = ToolRun.Of("list", name, "--json").Json();

        Assert.All(json.GetProperty("networks").EnumerateArray(), network => Assert.Equal(name, network.GetProperty("family").GetString()));
        Assert.Equal(
            ToolRun.Of("list").Output.Split("\n\n").Single(part => part.StartsWith($"{name}: ", StringComparison.Ordinal)),
            ToolRun.Of("list", name).Output.Split("\n\n")[0]);
    }

    [Fact]
    public void Networks_of_one_family_and_options_of_another_are_wrong_usage() =>
        Assert.StartsWith("Name one family: ", ToolRun.Of("list", "VGG", "--options", "ResNet").Errors, StringComparison.Ordinal);

    public static TheoryData<string> Families => [.. FamilyTable.Families.Select(family => family.Name)];

    [Fact]
    public void An_unknown_family_is_wrong_usage()
    {
        var run = ToolRun.Of("list", "--options", "resnext");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no family 'resnext' (did you mean 'ResNet'?). Choose from VGG, ", run.Errors, StringComparison.Ordinal);
    }
}
