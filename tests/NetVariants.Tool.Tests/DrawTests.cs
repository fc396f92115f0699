using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed class DrawTests
{
    [Fact]
    public void Every_network_is_drawn_by_stages_within_the_picture_and_without_overlap() => Assert.All(ReadyMade.All, network =>
    {
        var stages = StageTable.Rows(VariantCompiler.Compile(network.Info.Declaration).Net!);

        var run = ToolRun.Of("draw", network.Info.Name);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var svg = XElement.Parse(run.Output);
        var view = svg.Attribute("viewBox")!.Value.Split(' ').Select(side => double.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        Box[] boxes = [.. Texts(svg)];
        Assert.All(
            boxes,
            box => Assert.True(box.Left >= 0 && box.Right <= view[2] && box.Top >= 0 && box.Bottom <= view[3], box.Text));
        Assert.Equal(
            stages.Count(stage => !stage.IsParameter) + 1,
            svg.Elements().Count(element => Class(element) is "map" or "tokens" or "flat"));
        Assert.All(stages.Where(stage => stage.Path != "-"), stage => Assert.Contains(boxes, box => box.Text == stage.Path));
        foreach (var (i, box) in boxes.Index())
            Assert.All(boxes.Skip(i + 1), other => Assert.False(box.Overlaps(other), $"{box.Text} overlaps {other.Text}"));
    });

    [Fact]
    public void The_longest_names_and_declarations_fit()
    {
        var name = new string('n', 200);
        var widths = string.Join(',', Enumerable.Repeat("2048", 6));

        var run = ToolRun.Of("draw", $"ResNetVariant(\"{name}\", \"1,1,1,1,1,1\", Widths = \"{widths}\", ImageSize = 65536)");

        Assert.Equal(0, run.ExitCode);
        Box[] boxes = [.. Texts(XElement.Parse(run.Output))];
        Assert.All(boxes, box => Assert.InRange(box.Right, 0, 1000));
    }

    [Fact]
    public void A_picture_follows_the_light_or_dark_theme() => Assert.Contains(
        "@media (prefers-color-scheme: dark)", ToolRun.Of("draw", "resnet14").Output, StringComparison.Ordinal);

    [Fact]
    public void A_picture_goes_to_a_file_and_the_JSON_says_where()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("net.svg");

        var text = ToolRun.Of("draw", "resnet14", "--out", file);
        var json = ToolRun.Of("draw", "resnet14", "--out", file, "--json").Json();

        Assert.Equal((0, $"resnet14: {file}\n"), (text.ExitCode, text.Output));
        Assert.Equal(ToolRun.Of("draw", "resnet14").Output, File.ReadAllText(file));
        Assert.Equal(file, json.GetProperty("file").GetString());
        Assert.Equal(1000, json.GetProperty("width").GetInt32());
    }

    [Fact]
    public void A_folder_that_is_none_is_an_error()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("file"), "");

        var run = ToolRun.Of("draw", "resnet14", "--out", Path.Combine(folder.File("file"), "net.svg"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.NotEqual("", run.Errors);
    }

    [Fact]
    public void Another_kind_of_picture_is_wrong_usage_and_writes_nothing()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("net.png");

        var run = ToolRun.Of("draw", "resnet14", "--out", file);

        Assert.Equal((2, "--out: a drawing is SVG, so 'net.png' has to end with .svg."), (run.ExitCode, run.Errors.Trim()));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_folder_in_the_files_place_is_wrong_usage() => Assert.Equal(2, ToolRun.Of("draw", "resnet14", "--out", "/").ExitCode);

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";

    /// <summary>Texts with a generous guess of their size: a browser has the truth, which depends on its fonts.</summary>
    private static IEnumerable<Box> Texts(XElement svg)
    {
        foreach (var text in svg.Elements().Where(element => element.Name.LocalName == "text"))
        {
            var style = Class(text).Split(' ');
            var size = style.Contains("title") ? 18
                : style.Contains("name") ? 14
                : style.Contains("code") || style.Contains("heading") ? 12 : 13;
            var width = text.Value.Length * size * 0.62;
            double x = Number("x"), y = Number("y");
            var left = style.Contains("number") ? x - width : x;
            yield return new Box(text.Value, left, left + width, y - (0.8 * size), y + (0.2 * size));

            double Number(string name) => double.Parse(text.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        }
    }

    private sealed record Box(string Text, double Left, double Right, double Top, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
