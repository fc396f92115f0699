using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Reports;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

public sealed class ResultsJsonTests
{
    [Fact]
    public void An_array_holds_one_object_for_each_network()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("results.json");

        ResultsJson.Write(
            path, SampleResults.Comparison(SampleResults.Trained("net", "ResNet", 0.9123), SampleResults.Failed("other", "a \"reason\"")));

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] networks = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(2, networks.Length);
        Assert.Equal("net", networks[0].GetProperty("name").GetString());
        Assert.Equal("ResNet", networks[0].GetProperty("family").GetString());
        Assert.Equal(2, networks[0].GetProperty("layers").GetInt32());
        Assert.Equal(2_132, networks[0].GetProperty("parameters").GetInt64());
        Assert.Equal(61.26, networks[0].GetProperty("seconds").GetDouble());
        Assert.Equal(0.9123, networks[0].GetProperty("testAccuracy").GetDouble());
        Assert.Equal(JsonValueKind.Null, networks[1].GetProperty("testAccuracy").ValueKind);
        Assert.Equal("a \"reason\"", networks[1].GetProperty("failure").GetString());
    }

    [Fact]
    public void A_NaN_loss_is_null()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("results.json");
        var trained = SampleResults.Trained("net");

        var test = trained.Training!.Test! with { Metrics = new(double.NaN, 0.1, 10) };
        ResultsJson.Write(path, SampleResults.Comparison(trained with { Training = trained.Training with { Test = test } }));

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(JsonValueKind.Null, json.RootElement.EnumerateArray().Single().GetProperty("testLoss").ValueKind);
    }
}
