using System.IO;
using System.Linq;
using System.Xml.Linq;
using NetVariants.Reports;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

/// <summary>A curve's file is a drawing that needs no other file.</summary>
public sealed class CurveFilesTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Each_family_has_its_loss_and_its_accuracy()
    {
        using var folder = new TemporaryFolder();
        var files = CurveFiles.Write(
            folder.Path,
            SampleResults.Comparison(
                SampleResults.Trained("vgg8", "VGG"),
                SampleResults.Trained("vgg7", "VGG"),
                SampleResults.Trained("<net>", "ResNet"),
                SampleResults.Failed("other", "why")));

        Assert.Equal(
            ["loss-vgg.svg", "loss-resnet.svg", "accuracy-vgg.svg", "accuracy-resnet.svg"], files.Select(file => Path.GetFileName(file)));
        var drawing = XDocument.Load(files[0]).Root!;
        Assert.Equal(s_svg + "svg", drawing.Name);
        Assert.Equal("VGG: loss by epoch", drawing.Element(s_svg + "title")!.Value);
        Assert.Equal(["vgg8", "vgg7"], drawing.Elements(s_svg + "g").Attributes("data-network").Select(name => name.Value));
        Assert.Equal(
            drawing.Descendants(s_svg + "clipPath").Select(clip => $"url(#{clip.Attribute("id")!.Value})"),
            drawing.Descendants().Attributes("clip-path").Select(path => path.Value).Distinct());
        Assert.Contains("--panel", drawing.Element(s_svg + "style")!.Value);
        string[] texts = [.. drawing.Descendants(s_svg + "text").Select(text => text.Value)];
        Assert.Contains("VGG: loss by epoch", texts);
        Assert.Contains("Thin: training, bold: validation, ringed: kept", texts);

        Assert.Equal("<net>", XDocument.Load(files[1]).Descendants().Attributes("data-network").Single().Value);
    }
}
