using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.CommandLine.Tests;

/// <summary>The sample of three families on a small data set of the real one's form.</summary>
public sealed class FamiliesSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FamiliesSampleTests() => SmallFashionMnist.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trains_a_network_of_each_of_three_families_on_padded_images()
    {
        var results = _folder.File("results");
        using var program = new SampleProgram(
            "Families", "--epochs", "1", "--batch-size", "40", "--device", "cpu", "--data", _folder.Path, "--out", results);

        Assert.True(program.Wait() == 0, program.Errors + program.Output);

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "results.json")));
        Assert.Equal(
            ["mobilenet_v2_small", "regnet_y_silu", "convnext_small_patch"],
            json.RootElement.EnumerateArray().Select(network => network.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_missing_data_set_is_reported()
    {
        using var program = new SampleProgram("Families", "--data", "/nowhere");

        Assert.Equal(1, program.Wait());

        Assert.StartsWith("--data: Fashion-MNIST's file 'train-images-idx3-ubyte.gz' is not in '/nowhere'. Install", program.Errors);
    }
}
