using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using NetVariants.Data;
using NetVariants.Reports;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

public sealed class PredictionGridTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_image_shows_its_prediction_and_the_label_where_it_is_wrong()
    {
        var grid = Draw(columns: 2, Image("church", "church", 0.91), Image("gasPump", "garbageTruck", 0.5), Image("a<b>&c", "a<b>&c", 1));

        string[] texts = [.. grid.Descendants(s_svg + "text").Select(text => text.Value)];
        Assert.Equal(["Test: 2 of 3 right", "church 91.0 %", "garbageTruck 50.0 %", "is gasPump", "a<b>&c 100.0 %"], texts);
        Assert.Equal(
            ["right", "wrong", "right"],
            grid.Descendants(s_svg + "rect").Select(frame => ((string)frame.Attribute("class")!).Split(' ')[1]));
        Assert.All(
            grid.Descendants(s_svg + "image"), image => Assert.Equal("data:image/jpeg;base64,AQID", (string?)image.Attribute("href")));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 6, 1)]
    [InlineData(7, 6, 2)]
    [InlineData(0, 6, 0)]
    public void The_grid_has_as_many_rows_as_its_images_need(int images, int columns, int rows)
    {
        var grid = Draw(columns, [.. Enumerable.Repeat(Image("a", "a", 1), images)]);

        Assert.Equal(rows, grid.Descendants(s_svg + "image").Select(image => (string?)image.Attribute("y")).Distinct().Count());
        var height = (double)grid.Attribute("height")!;
        Assert.All(
            grid.Descendants(s_svg + "image"),
            image => Assert.True((double)image.Attribute("y")! + (double)image.Attribute("height")! < height));
    }

    [Fact]
    public void A_grid_without_columns_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => PredictionGrid.Render("Test", [], 0));

    [Fact]
    public void The_grid_is_written_to_a_file()
    {
        using var folder = new TemporaryFolder();

        PredictionGrid.Write(folder.File("grid.svg"), "Test", [Image("a", "b", 0.3)]);

        Assert.Equal("Test: 0 of 1 right", XElement.Load(folder.File("grid.svg")).Descendants(s_svg + "text").First().Value);
    }

    [Fact]
    public void Images_to_show_are_as_many_of_each_class()
    {
        var images = new MemoryImages(
            new byte[6 * 64], new byte[] { 0, 0, 0, 1, 0, 2 }, Synthetic.Shape, Synthetic.Classes, new Normalization([0.3], [0.2]));

        Assert.Equal([0, 3, 5, 1], ClassifiedImage.Choose(images, 4));
        Assert.Equal([0, 3, 5, 1, 2, 4], ClassifiedImage.Choose(images, 10));
    }

    private static XElement Draw(int columns, params IReadOnlyList<ClassifiedImage> images) =>
        XElement.Parse(PredictionGrid.Render("Test", images, columns).Text);

    private static ClassifiedImage Image(string truth, string predicted, double probability) =>
        new(new byte[] { 1, 2, 3 }, truth, predicted, probability);
}
