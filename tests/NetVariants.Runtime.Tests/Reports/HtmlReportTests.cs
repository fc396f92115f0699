using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using NetVariants.Experiments;
using NetVariants.Reports;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Tasks;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

/// <summary>
/// The page is well-formed XML as well as HTML, so that a text that is not escaped shows as an error or a missing element.
/// </summary>
public sealed class HtmlReportTests
{
    private const string Hostile = "<b>&\"net\"'</b>";

    [Fact]
    public void Every_network_has_a_row_and_its_curves()
    {
        string[] names = ["vgg8", "vgg7", "resnet8", "densenet12"];
        var page = Parse(
            SampleResults.Comparison([.. names.Select((name, i) => SampleResults.Trained(name, name[..3], 0.9 + (i * 0.01)))]));

        Assert.Equal(
            names,
            Elements(page, "tbody")
                .Where(body => Class(body) == "family")
                .SelectMany(body => body.Elements("tr"))
                .Select(row => row.Element("td")!.Value));
        XElement[] series = [.. Elements(page, "g").Where(group => group.Attribute("data-network") is not null)];
        // Loss and accuracy.
        Assert.Equal(names.Concat(names), series.Select(group => group.Attribute("data-network")!.Value));
        Assert.All(series, group => Assert.Equal(
            [60, 3], group.Descendants("polyline").Select(line => line.Attribute("points")!.Value.Split(' ').Length)));
        Assert.All(series, group => Assert.Equal(3, group.Elements("path").Count()));
        Assert.Equal(6, Elements(page, "figure").Count());
        Assert.Contains("densenet12", Elements(page, "tr").Single(row => Class(row) == "best").Value);
    }

    [Fact]
    public void The_title_names_one_network_or_counts_them()
    {
        var one = SampleResults.Comparison(SampleResults.Trained("net"));
        var two = SampleResults.Comparison(SampleResults.Trained("net"), SampleResults.Trained("other"));

        Assert.Equal($"{one.Data.Name}: net", Elements(Parse(one), "h1").Single().Value);
        Assert.Equal($"{two.Data.Name}: 2 networks compared", Elements(Parse(two), "h1").Single().Value);
    }

    [Fact]
    public void Names_and_failures_are_escaped()
    {
        var page = Parse(SampleResults.Comparison(SampleResults.Trained(Hostile), SampleResults.Failed("other", Hostile)));

        Assert.Empty(Elements(page, "b"));
        Assert.Contains(Elements(page, "td"), cell => cell.Value == Hostile);
        Assert.Contains(Elements(page, "td"), cell => cell.Value == $"other failed: {Hostile}");
        Assert.Contains(Hostile, Elements(page, "pre").Single().Value);
    }

    [Fact]
    public void The_page_is_self_contained()
    {
        var html = HtmlReport.Render(SampleResults.Comparison(SampleResults.Trained("net")));

        Assert.DoesNotMatch(new Regex("""<script|<link|<img|@import|src=|href=|https?://|url\((?!#)""", RegexOptions.IgnoreCase), html);
        Assert.Contains("prefers-color-scheme: dark", html);
    }

    [Fact]
    public void Every_reference_of_a_drawing_is_defined_once()
    {
        var page = Parse(SampleResults.Comparison(SampleResults.Trained("a", "VGG"), SampleResults.Trained("b", "ResNet")));

        string[] defined = [.. page.Descendants().Attributes("id").Select(id => $"url(#{id.Value})")];
        Assert.Equal(defined.Distinct(), defined);
        Assert.Subset(defined.ToHashSet(), page.Descendants().Attributes("clip-path").Select(path => path.Value).ToHashSet());
    }

    [Fact]
    public void Options_data_and_machine_are_shown()
    {
        var page = Parse(SampleResults.Comparison(SampleResults.Trained("net")));
        string[] terms = [.. Elements(page, "dt").Select(term => term.Value)];

        Assert.All(typeof(TrainerOptions).GetProperties(), property => Assert.Contains(property.Name, terms));
        Assert.Contains("0.02", Elements(page, "dd").Select(value => value.Value));
        Assert.Contains("2026-03-01 12:30 UTC", Elements(page, "dd").Select(value => value.Value));
        Assert.Contains("32 training, 8 validation, 8 test", Elements(page, "dd").Select(value => value.Value));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        var result = SampleResults.Comparison(SampleResults.Trained("net"));
        var here = HtmlReport.Render(result);
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Invariant globalization knows no German: a culture is made that differs from the invariant one.
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            foreign.NumberFormat.NumberDecimalSeparator = ",";
            foreign.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal(here, HtmlReport.Render(result));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void NaN_losses_leave_gaps()
    {
        var candidate = SampleResults.Trained("net");
        var none = new Metrics(double.NaN, 0.1, 500);
        var training = candidate.Training! with
        {
            Epochs = [.. candidate.Training.Epochs.Select(epoch => epoch with { Validation = none })],
        };

        var page = Parse(SampleResults.Comparison(candidate with { Training = training }, SampleResults.Trained("other")));

        Assert.DoesNotMatch(new Regex("points=\"[^\"]*NaN|=\"NaN"), page.ToString());
        Assert.Equal(["other", "net"], Elements(page, "figure").First().Descendants()
            .Where(element => element.Attribute("class")?.Value == "name").Select(name => name.FirstNode!.ToString()));
    }

    [Fact]
    public void Several_seeds_are_drawn_as_their_mean_in_a_band_and_tabled_one_by_one()
    {
        var page = Parse(SampleResults.Comparison(SampleResults.Seeded("net", 0.8, 0.82, 0.87), SampleResults.Failed("other", "why")));

        // Loss is the same with every seed, so its band has no height; accuracy spreads.
        double[] heights = [.. Elements(page, "polygon").Select(
            band => band.Attribute("points")!.Value
                .Split(' ')
                .Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)))
            .Select(ys => ys.First() - ys.Last())];
        Assert.Equal(2, heights.Length);
        Assert.Equal(0, heights[0], 6);
        Assert.NotEqual(0, heights[1], 1);
        Assert.Empty(Elements(page, "circle"));
        Assert.Contains(Elements(page, "title"), title => title.Value == "net, epoch 3: 0.8300");
        Assert.Equal(
            ["1", "1", "1", "2", "2", "2", "3", "3", "3"],
            Elements(page, "details").First().Descendants("tr").Skip(1).Select(row => row.Elements("td").ElementAt(1).Value));
        Assert.Contains(Elements(page, "td"), cell => cell.Value == "0.8300 ± 0.0361");
    }

    [Theory]
    [InlineData(DebugRun.FastDevRun, "Debug run: two batches of each phase.")]
    [InlineData(DebugRun.OverfitBatch, "One batch for training, validation and test")]
    public void A_debug_run_names_itself_and_ranks_nothing(DebugRun debugRun, string expected)
    {
        var result = SampleResults.Comparison(SampleResults.Trained("net"), SampleResults.Trained("other"));

        var html = HtmlReport.Render(result with { Options = result.Options with { DebugRun = debugRun } });

        Assert.Contains(expected, html);
        Assert.DoesNotContain("Best:", html);
        Assert.DoesNotContain("class=\"best\"", html);
        Assert.Contains("class=\"best\"", HtmlReport.Render(result));
    }

    [Theory]
    [InlineData("is more than twice the standard error", 0.7, 0.71, 0.69)]
    [InlineData("is within the noise of the seeds", 0.79, 0.83, 0.86)]
    public void A_lead_is_compared_with_the_standard_error_of_the_seeds(string judgement, params double[] other)
    {
        var html = HtmlReport.Render(
            SampleResults.Comparison(SampleResults.Seeded("net", 0.8, 0.82, 0.87), SampleResults.Seeded("other", other)));

        Assert.Contains("Best: net classifies 83.00 % (&#177; 3.61 % over 3 seeds) of the 10,000 test images correctly", html);
        Assert.Contains(judgement, html);
        Assert.Contains("<p>net classifies", HtmlReport.Render(SampleResults.Comparison(SampleResults.Trained("net"))));
        Assert.DoesNotContain(
            "Its lead", HtmlReport.Render(SampleResults.Comparison(SampleResults.Trained("net"), SampleResults.Trained("other"))));
    }

    [Fact]
    public void A_comparison_without_a_finished_network_has_no_curves() =>
        Assert.Empty(Elements(Parse(SampleResults.Comparison(SampleResults.Failed("net", "why"))), "figure"));

    private static XDocument Parse(ComparisonResult result)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("report.html");
        HtmlReport.Write(path, result);
        using var reader = XmlReader.Create(
            new StringReader(File.ReadAllText(path)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static System.Collections.Generic.IEnumerable<XElement> Elements(XDocument page, string name) => page.Descendants(name);

    private static string? Class(XElement element) => element.Attribute("class")?.Value;
}
