using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

[Collection(TrainedRunCollection.Name)]
public sealed class PredictTests(TrainedRun trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_its_weights_and_its_ONNX_file_say_the_same_of_pictures()
    {
        var file = _folder.File("net.onnx");
        ToolRun.Of("export", trained.Run, "-o", file);

        var runs = new[] { trained.Run, trained.Weights, file }.Select(Predict).ToList();

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Errors)));
        Assert.Equal(runs[0].Output, runs[1].Output);
        Assert.Equal(runs[0].Output, runs[2].Output);
        Assert.Matches(
            $@"^{trained.File("photo.jpg")}\n +\d+\.\d %  cat\n +.+ %  \w+\n{trained.File("other.jpg")}\n +\d+\.\d %  fish\n",
            runs[0].Output);

        ToolRun Predict(string model) =>
            ToolRun.Of("predict", model, trained.File("photo.jpg"), trained.File("other.jpg"), "--top", "2");
    }

    [Fact]
    public void JSON_has_probabilities_that_sum_to_one()
    {
        var json = ToolRun.Of("predict", trained.Run, trained.File("photo.jpg"), "--json").Json();

        Assert.Equal(TrainedRun.Declaration, json.GetProperty("declaration").GetString());
        var classes = json.GetProperty("predictions")[0].GetProperty("classes").EnumerateArray().ToList();
        Assert.Equal(Pictures.Classes.Order(), classes.Select(guess => guess.GetProperty("name").GetString()).Order());
        Assert.Equal(1, classes.Sum(guess => guess.GetProperty("probability").GetDouble()), tolerance: 1e-6);
    }

    [Fact]
    public void A_folder_stands_for_the_images_in_it_and_below_it()
    {
        string[] files = [_folder.File("a.png"), _folder.File("b/a.JPG")];
        Directory.CreateDirectory(_folder.File("b"));
        foreach (var file in files)
            File.Copy(trained.File("photo.jpg"), file);
        File.WriteAllText(_folder.File("notes.txt"), "no picture");
        File.WriteAllText(_folder.File("._a.png"), "what a Mac writes beside a picture");

        var json = ToolRun.Of("predict", trained.Run, _folder.Path, "--json").Json();

        Assert.Equal(files, json.GetProperty("predictions").EnumerateArray().Select(found => found.GetProperty("file").GetString()));
    }

    [Fact]
    public void A_damaged_picture_is_an_error_and_the_others_are_shown()
    {
        File.WriteAllText(_folder.File("damaged.jpg"), "no picture");

        var run = ToolRun.Of("predict", trained.Run, _folder.File("damaged.jpg"), trained.File("photo.jpg"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"error: '{_folder.File("damaged.jpg")}' cannot be decoded: ", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith(trained.File("photo.jpg"), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_ONNX_is_an_error_that_names_it()
    {
        var file = _folder.File("net.onnx");
        File.WriteAllText(file, "no network");

        var run = ToolRun.Of("predict", file, trained.File("photo.jpg"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains($"ONNX Runtime cannot run '{file}'", run.Errors);
    }

    [Fact]
    public void What_a_file_does_not_say_is_asked_for()
    {
        var (weights, file) = (_folder.File("weights.safetensors"), _folder.File("net.onnx"));
        ExportTests.WriteWeights(weights, TrainedRun.Declaration);
        ToolRun.Of("export", weights, "-o", file, "--network", TrainedRun.Declaration);
        string[] classes = ["--classes", trained.File("names.txt")];
        string[] normalization = ["--mean", "0.5,0.5,0.5", "--std", "0.5,0.5,0.5"];

        Assert.Contains("--network", Errors(weights));
        Assert.Contains("give --classes FILE, a name on each line.", Errors(weights, "--network", TrainedRun.Declaration));
        Assert.Contains("give --mean and --std.", Errors(weights, ["--network", TrainedRun.Declaration, .. classes]));
        Assert.Contains("does not name its 3 classes", Errors(file));
        Assert.Contains("The options are --classes, --mean and --std.", Errors(file, classes));
        Assert.Equal(0, Predict(file, [.. classes, .. normalization]).ExitCode);

        ToolRun Predict(string model, params string[] options) => ToolRun.Of(["predict", model, trained.File("photo.jpg"), .. options]);

        string Errors(string model, params string[] options)
        {
            var run = Predict(model, options);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            return run.Errors;
        }
    }

    [Fact]
    public void What_is_not_there_is_wrong_usage()
    {
        Assert.Equal((2, "There is no file or folder 'none.jpg'.\n"), Run(trained.Run, "none.jpg"));
        Assert.Equal(
            (2, $"'{_folder.Path}' has no images in it: expected files of .jpg, .jpeg, .jpe, .jfif, .png, .webp, .gif, .bmp.\n"),
            Run(trained.Run, _folder.Path));
        Assert.Equal((2, "There is no file 'none.onnx'.\n"), Run("none.onnx", trained.File("photo.jpg")));
        Assert.Contains("There is no file or folder 'none'", Run("none", trained.File("photo.jpg")).Errors);
        Assert.Contains("Required argument 'IMAGES' missing", Run(trained.Run).Errors);
        Assert.Contains("--top has to be a whole number, 1 or more, not '0'.", Run(trained.Run, "x", "--top", "0").Errors);

        static (int ExitCode, string Errors) Run(params string[] arguments)
        {
            var run = ToolRun.Of(["predict", .. arguments]);
            return (run.ExitCode, run.Errors);
        }
    }
}
