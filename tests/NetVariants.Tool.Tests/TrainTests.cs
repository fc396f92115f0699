using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Weights;
using Xunit;

namespace NetVariants.Tool.Tests;

[Collection(TrainedRunCollection.Name)]
public sealed class TrainTests(TrainedRun trained)
{
    [Fact]
    public void A_declaration_is_trained_for_the_classes_and_images_of_the_data()
    {
        var run = trained.Training;

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.StartsWith(
            "photos: 3 classes, 24 training, 3 validation, 3 test images\nnet: ImageSize = 32, NumClasses = 3, as in the data\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("Test accuracy", run.Output);
        Assert.EndsWith(
            $"Report: {trained.File("runs/net/report.html")}\n"
                + "Next: netvariants predict runs/net/net IMAGES, netvariants export runs/net/net --out net.onnx\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.All(
            ["manifest.json", "report.html", "results.json", "results.csv", "net/best.safetensors"],
            file => Assert.True(File.Exists(Path.Combine(trained.Run, file))));
        using var weights = WeightFile.Open(trained.Weights);
        Assert.Equal(TrainedRun.Declaration, weights.Metadata["declaration"]);
        Assert.Equal("[37,32]", weights.Metadata["evaluation"]);
    }

    [Fact]
    public void A_finished_run_is_read_back_with_resume_and_refused_with_other_options()
    {
        var again = ToolProgram.Run(trained.Path, [.. TrainedRun.Arguments, "--resume", "--json"]);
        var other = ToolProgram.Run(trained.Path, [.. TrainedRun.Arguments, "--resume", "--seed", "7"]);

        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Equal("net", again.Json().GetProperty("results")[0].GetProperty("name").GetString());
        Assert.Equal(trained.Run, again.Json().GetProperty("folder").GetString());
        Assert.Contains("net: network 1 of 1", again.Errors);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("is of another run", other.Errors);
    }

    [Fact]
    public void What_has_no_effect_is_told()
    {
        string[] arguments =
        [
            "train", """ResNetVariant("net", "1,1", Widths = "8,16")""", "--data", "photos", "--image-size", "32", "--epochs", "1000",
            "--max-minutes", "0.001",
        ];

        var fresh = ToolProgram.Run(trained.Path, [.. arguments, "--out", "runs/none", "--resume"]);
        var renamed = ToolProgram.Run(trained.Path, [.. arguments, "--out", "runs/none", "--class-name", "cats=cat's"]);

        Assert.True(fresh.ExitCode == 0, fresh.Errors);
        Assert.Contains("--resume: 'runs/none' holds no run, so this one starts from the beginning.", fresh.Output);
        Assert.Matches(@"net ended after 1 of 1000 epochs: the time limit of 0\.001 minutes was over\.", fresh.Output);
        Assert.Equal(
            (1, "--class-name cats=cat's: 'photos' has no class folder 'cats', but cat, dog, fish.\n"), (renamed.ExitCode, renamed.Errors));
    }

    [Fact]
    public void Without_a_folder_each_run_has_its_own_and_resume_continues_the_last()
    {
        using TemporaryFolder folder = new();
        TrainedRun.WriteData(folder);
        string[] arguments = [.. TrainedRun.Arguments[..^2], "--debug-run", "fast-dev-run", "--json"];

        Assert.Equal(folder.File("runs/net"), FolderOf());
        Assert.Equal(folder.File("runs/net-2"), FolderOf("--seed", "2"));
        Directory.Delete(folder.File("runs/net"), recursive: true);
        Directory.CreateDirectory(folder.File("runs/net-7/other"));
        Assert.Equal(folder.File("runs/net-2"), FolderOf("--seed", "2", "--resume"));
        Assert.Equal(folder.File("runs/net-8"), FolderOf());

        string FolderOf(params string[] more) =>
            ToolProgram.Run(folder.Path, [.. arguments, .. more]).Json().GetProperty("folder").GetString()!;
    }

    [Fact]
    public void Networks_of_a_file_are_compared_with_one_of_Models_and_one_seed_after_another()
    {
        File.WriteAllText(trained.File("Small.cs"), """
            using NetVariants;
            [ResNetVariant("small", "1,1", Widths = "4,8", ImageSize = 32)]
            [ResNetVariant("smaller", "1", Widths = "4", Base = typeof(Networks.Small))]
            public static partial class Networks;
            """);

        var run = ToolProgram.Run(
            trained.Path, "compare", "Small.cs", "resnet14", "--data", "photos", "--image-size", "32", "--epochs", "1", "--batch-size", "8",
            "--device", "cpu", "--seeds", "1,2", "--out", "several runs", "--json");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Matches("\nNext: netvariants predict 'several runs/[a-z0-9]+/seed-[12]' IMAGES, netvariants export 'several", run.Errors);
        var results = run.Json().GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["small", "smaller", "resnet14"], results.Select(result => result.GetProperty("name").GetString()));
        Assert.All(results, result => Assert.Equal(2, result.GetProperty("seeds").GetArrayLength()));
        Assert.Contains("resnet14: ImageSize = 32, NumClasses = 3, as in the data", run.Errors);
        var report = ToolRun.Of("report", trained.File("several runs"));
        Assert.Equal(0, report.ExitCode);
        Assert.Contains("small, −", report.LinesWith("smaller").First());
    }

    [Fact]
    public void Files_of_Fashion_MNIST_give_grey_images_of_28_pixels()
    {
        using TemporaryFolder folder = new();
        SmallFashionMnist.Write(folder);
        string[] arguments = ["train", """ResNetVariant("net", "1,1", Widths = "4,8")""", "--data", folder.Path];

        var run = ToolProgram.Run(
            folder.Path, [.. arguments, "--batch-size", "64", "--debug-run", "fast-dev-run", "--device", "cpu", "--out", "run"]);
        var sized = ToolRun.Of([.. arguments, "--image-size", "32"]);

        Assert.True(run.ExitCode == 0, run.Errors + run.Output);
        Assert.Contains("\nnet: InChannels = 1, ImageSize = 28, NumClasses = 10, as in the data\n", run.Output);
        Assert.Equal(
            (2, $"--image-size: the images of '{folder.Path}' have a size of their own: leave it out.\n"), (sized.ExitCode, sized.Errors));
    }

    [Fact]
    public void A_signal_ends_a_comparison_and_what_is_finished_is_reported()
    {
        using var program = ToolProgram.Start(
            trained.Path, default, "compare", """ResNetVariant("create", "1", Widths = "4")""", "resnet14", "--data", "photos",
            "--image-size", "32", "--epochs", "20", "--batch-size", "8", "--device", "cpu", "--out", "runs/interrupted");
        List<string> lines = [];
        while (program.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("resnet14: network 2 of 2", StringComparison.Ordinal))
                Process.Start("kill", ["-TERM", $"{program.Id}"]).WaitForExit();
        }

        program.WaitForExit();

        Assert.Equal(130, program.ExitCode);
        Assert.Matches("^Saved\\. To resume: .* compare .* --resume$", lines[^1]);
        var report = ToolRun.Of("report", trained.File("runs/interrupted"), "--json").Json();
        Assert.True(report.GetProperty("cancelled").GetBoolean());
        Assert.Equal("create", report.GetProperty("results").EnumerateArray().Single().GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(2, "--data: there is no folder 'nowhere'.", "train", "resnet18", "--data", "nowhere")]
    [InlineData(2, "Option '--data' is required.", "train", "resnet18")]
    [InlineData(2, "did you mean 'resnet18'?", "train", "resnet81", "--data", "nowhere")]
    [InlineData(1, "error NV2001: 'x' is not valid here", "train", "ResNetVariant(\"n\", \"2,x\")", "--data", "nowhere")]
    [InlineData(2, "--epochs has to be a whole number, 1 or more, not '0'.", "train", "resnet18", "--data", "nowhere", "--epochs", "0")]
    [InlineData(2, "--lr has to be a number above 0, such as 0.1, not '0,01'.", "train", "resnet18", "--data", ".", "--lr", "0,01")]
    [InlineData(
        2, "--workers has to be a whole number from 1 to 1,024, not '1025'.", "train", "resnet18", "--data", ".", "--workers", "1025")]
    [InlineData(2, "'=x' is not of the form FOLDER=CLASS.", "train", "resnet18", "--data", ".", "--class-name", "=x")]
    [InlineData(
        2, "--image-size has to be a whole number from 1 to 8,192, not 'x'.", "train", "resnet18", "--data", ".", "--image-size", "x")]
    [InlineData(2, "The text declares 2 networks, and one is expected here: a, b.",
        "train", "[VggVariant(\"a\", \"8,M\"), VggVariant(\"b\", \"8,M\")]", "--data", "nowhere")]
    [InlineData(2, "Two networks are called 'resnet18'", "compare", "resnet18", "resnet18", "--data", "nowhere")]
    [InlineData(2, "Required argument 'NETWORKS' missing for command: 'compare'.", "compare", "--data", "nowhere")]
    public void A_wrong_command_line_is_refused_before_anything_is_trained(int exitCode, string message, params string[] arguments)
    {
        var run = ToolRun.Of(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "error NV3001: 'vgg11' does not fit the data, with ImageSize = 16, NumClasses = 3: ", "vgg11", "--image-size", "16")]
    [InlineData(2, "declared for images of 224 pixels (resnet18) and 299 pixels (n): choose a side for all by --image-size.",
        "resnet18", "ResNetVariant(\"n\", \"2,2\", ImageSize = 299)")]
    public void Networks_that_do_not_fit_the_data_are_an_error(int exitCode, string message, params string[] arguments)
    {
        var run = ToolRun.Of(["compare", .. arguments, "--data", trained.File("photos")]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_classes_is_an_error()
    {
        var folder = Directory.CreateDirectory(trained.File("empty")).FullName;

        var run = ToolRun.Of("train", "resnet18", "--data", folder);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(folder, run.Errors, StringComparison.Ordinal);
    }
}
