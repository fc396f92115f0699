using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Tests;
using NetVariants.Training;
using Xunit;

namespace NetVariants.CommandLine.Tests;

/// <summary>The demo on a small data set of the real one's form: brighter images have higher labels.</summary>
public sealed class FashionMnistSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FashionMnistSampleTests() => SmallFashionMnist.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trains_the_networks_named_and_writes_table_report_and_results()
    {
        var results = _folder.File("results");
        using var program = Run(
            "--networks",
            "resnet10,densenet13",
            "--epochs",
            "1",
            "--batch-size",
            "40",
            "--lr",
            "0.05",
            "--seed",
            "3",
            "--device",
            "cpu",
            "--data",
            _folder.Path,
            "--tensorboard",
            "--out",
            results);

        Assert.True(program.Wait() == 0, program.Errors + program.Output);

        Assert.Contains("400 training images, 5,000 held out", program.Output);
        Assert.Contains("Test accuracy", program.Output);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "results.json")));
        Assert.Equal(
            ["resnet10", "densenet13"], json.RootElement.EnumerateArray().Select(network => network.GetProperty("name").GetString()));
        Assert.Equal(
            ["manifest.json", "report.html", "results.csv", "results.json"],
            Directory.EnumerateFiles(results).Select(Path.GetFileName).Order());
        Assert.All(["densenet13", "resnet10"], name =>
        {
            Assert.True(File.Exists(Path.Combine(results, name, "best.safetensors")));
            Assert.Single(Directory.EnumerateFiles(Path.Combine(results, name), "events.out.tfevents.*"));
        });
    }

    [Fact]
    public void A_debug_run_says_that_it_is_one_and_ranks_nothing()
    {
        using var program = Run(
            "--networks",
            "resnet10",
            "--debug-run",
            "fast-dev-run",
            "--device",
            "cpu",
            "--data",
            _folder.Path,
            "--out",
            _folder.File("results"));

        Assert.True(program.Wait() == 0, program.Errors + program.Output);

        Assert.Contains("Debug run: two batches of each phase.", program.Output);
        Assert.DoesNotContain("Best:", program.Output);
        Assert.DoesNotContain("Hardest classes", program.Output);
    }

    [Theory]
    [InlineData(2)] // SIGINT
    [InlineData(15)] // SIGTERM
    public void A_signal_stops_the_program_after_it_writes_finished_results(int signal)
    {
        var results = _folder.File("results");
        using var program = Run(
            "--networks", "resnet10,densenet13", "--epochs", "1", "--data", _folder.Path, "--out", results);
        program.OnLine = line =>
        {
            if (line.StartsWith("densenet13: network 2 of 2", StringComparison.Ordinal))
                program.Send(signal);
        };

        Assert.Equal(130, program.Wait());

        Assert.Contains("Interrupted before all was trained", program.Output);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "results.json")));
        Assert.Equal("resnet10", json.RootElement.EnumerateArray().Single().GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("--networks: there is no network 'lenet'. Choose from vgg", "--networks", "resnet10,lenet")]
    [InlineData("--networks: 'resnet10' is named twice.", "--networks", "resnet10,resnet10")]
    [InlineData("--epochs has to be a whole number, 1 or more, not '0'.", "--epochs", "0")]
    [InlineData("--batch-size has to be a whole number, 1 or more, or auto, not 'x'.", "--batch-size", "x")]
    [InlineData("--lr has to be a number above 0, such as 0.1, not '-1'.", "--lr", "-1")]
    [InlineData("--seed has to be a whole number, not '1.5'.", "--seed", "1.5")]
    [InlineData("--device has to be auto, cpu, cuda or cuda:INDEX, not 'gpu'.", "--device", "gpu")]
    [InlineData("--data: Fashion-MNIST's file 'train-images-idx3-ubyte.gz' is not in '/nowhere'. Install", "--data", "/nowhere")]
    [InlineData("--checkpoint-minutes has to be a number of minutes from 0.001 to 10,000,000, not '0'.", "--checkpoint-minutes", "0")]
    [InlineData("--max-minutes has to be a number of minutes from 0.001 to 10,000,000, not '1e300'.", "--max-minutes", "1e300")]
    [InlineData("--schedule has to be warmup-cosine or constant or", "--schedule", "cosine")]
    [InlineData("--beta2 has to be a number from 0 to below 1, not '1'.", "--beta2", "1")]
    [InlineData("--seeds has to be whole numbers separated by commas, each once, not '1,1'.", "--seeds", "1,1")]
    [InlineData("--out: '/dev/null/x' cannot be written", "--out", "/dev/null/x")]
    public void An_invalid_option_is_reported_with_the_valid_values(string message, params string[] arguments)
    {
        using var program = arguments.Contains("--data") ? Run(arguments) : Run([.. arguments, "--data", _folder.Path]);

        Assert.Equal(1, program.Wait());

        Assert.StartsWith(message, program.Errors);
    }

    [Fact]
    public void Help_names_every_option()
    {
        using var program = Run("--help");

        Assert.Equal(0, program.Wait());

        Assert.All(
            ["--networks <a,b,c>", "--seeds <1,2,3>", "--out <FOLDER>", "--data <FOLDER>", "--checkpoint-minutes", "--resume"],
            option => Assert.Contains(option, program.Output));
        Assert.Contains("[default: warmup-cosine]", program.Output);
        var others = new Dictionary<string, string>
        {
            ["MicroBatchSize"] = "--micro-batch",
            ["LearningRate"] = "--lr",
            ["WarmupFraction"] = "--warmup",
            ["DecayBiasesAndNorms"] = "--no-decay-biases-norms",
            ["EmaDecay"] = "--ema-decay",
            ["MaxTime"] = "--max-minutes",
            ["PrefetchBatches"] = "--prefetch",
        };
        Assert.All(
            typeof(TrainerOptions)
                .GetProperties()
                .Select(
                    property => others.GetValueOrDefault(property.Name, $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name)}")),
            option => Assert.Contains($" {option} ", program.Output));
    }

    private static SampleProgram Run(params string[] arguments) => new("FashionMnist", arguments);
}
