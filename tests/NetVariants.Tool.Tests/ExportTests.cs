using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Onnx;
using NetVariants.Tests;
using NetVariants.Weights;
using Xunit;

namespace NetVariants.Tool.Tests;

[Collection(TrainedRunCollection.Name)]
public sealed class ExportTests(TrainedRun trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_becomes_a_file_that_says_all_that_predicting_needs()
    {
        var file = _folder.File("net.onnx");

        var run = ToolRun.Of("export", trained.Run, "-o", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Matches($"^net: {file}, 0\\.\\d\\d MiB, images of 3×32×32, 3 classes\n$", run.Output);
        using var classifier = OnnxClassifier.Open(file);
        Assert.Equal(TrainedRun.Declaration, classifier.Declaration);
        Assert.Equal(Pictures.Classes, classifier.Classes);
        Assert.Equal((32, 37), (classifier.Evaluation!.Size, classifier.Evaluation.Resize));
        Assert.Equal([0.5, 0.5, 0.5], classifier.Normalization.Mean);
    }

    [Theory]
    [InlineData("", new[] { -1, 3, -1, -1 })]
    [InlineData("--fixed-size", new[] { -1, 3, 32, 32 })]
    [InlineData("--fixed-size --image-size 40", new[] { -1, 3, 40, 40 })]
    [InlineData("--fixed-size --int8 --data photos", new[] { -1, 3, 32, 32 })]
    public void A_file_takes_images_of_one_size_where_that_is_asked_for(string options, int[] sizes)
    {
        var file = _folder.File("net.onnx");
        var given = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(
            word => word == "photos" ? trained.File("photos") : word);

        var run = ToolRun.Of(["export", trained.Run, "-o", file, "--json", .. given]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(sizes[^1] > 0, run.Json().GetProperty("fixedSize").GetBoolean());
        using var session = new InferenceSession(file);
        Assert.Equal(sizes, session.InputMetadata["input"].Dimensions);
        Assert.Equal(0, ToolRun.Of("predict", file, trained.File("photo.jpg")).ExitCode);
    }

    [Fact]
    public void Integers_of_8_bits_give_the_same_classes()
    {
        var file = _folder.File("net.onnx");

        var run = ToolRun.Of("export", trained.Weights, "-o", file, "--int8", "--data", trained.File("photos"), "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.True(run.Json().GetProperty("int8").GetBoolean());
        Assert.Equal(
            ["cat", "fish"],
            ToolRun.Of("predict", file, trained.File("photo.jpg"), trained.File("other.jpg"), "--json").Json().GetProperty("predictions")
                .EnumerateArray().Select(prediction => prediction.GetProperty("classes")[0].GetProperty("name").GetString()));
    }

    [Fact]
    public void Weights_without_texts_are_exported_as_the_network_that_is_named()
    {
        var (weights, file) = (Plain("weights.safetensors", TrainedRun.Declaration), _folder.File("net.onnx"));

        var unknown = ToolRun.Of("export", weights, "-o", file);
        var bare = ToolRun.Of("export", weights, "-o", file, "--network", TrainedRun.Declaration);
        var whole = ToolRun.Of(
            "export", weights, "-o", file, "--network", TrainedRun.Declaration, "--classes", trained.File("names.txt"), "--mean",
            "0.4,0.5,0.6", "--std", "0.2,0.2,0.2", "--resize", "36", "--json");

        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("does not say which network it is of: name it by --network", unknown.Errors);
        Assert.Equal(0, bare.ExitCode);
        Assert.Contains("info: The file names no classes", bare.Errors);
        Assert.Contains("info: The file does not say how pixels become inputs", bare.Errors);
        Assert.Equal(0, whole.ExitCode);
        Assert.Empty(whole.Json().GetProperty("findings").EnumerateArray());
        using var classifier = OnnxClassifier.Open(file);
        Assert.Equal([0.4, 0.5, 0.6], classifier.Normalization.Mean);
        Assert.Equal((32, 36), (classifier.Evaluation!.Size, classifier.Evaluation.Resize));
    }

    [Fact]
    public void Weights_of_another_network_or_class_count_are_an_error()
    {
        var other = TrainedRun.Declaration.Replace("8,16", "8,32", StringComparison.Ordinal);
        var more = TrainedRun.Declaration.Replace("NumClasses = 3", "NumClasses = 4", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("two.txt"), "cat\ndog\n");

        var network = ToolRun.Of("export", trained.Run, "-o", _folder.File("net.onnx"), "--network", other);
        var count = ToolRun.Of("export", trained.Run, "-o", _folder.File("net.onnx"), "--network", more);
        var names = ToolRun.Of("export", trained.Run, "-o", _folder.File("net.onnx"), "--classes", _folder.File("two.txt"));

        Assert.Equal((1, 1, 1), (network.ExitCode, count.ExitCode, names.ExitCode));
        Assert.Contains("The weights do not fit net: ", network.Errors);
        Assert.Contains("The network has 4 classes, and 3 are named", count.Errors);
        Assert.Contains("The network has 3 classes, and 2 are named", names.Errors);
        Assert.False(File.Exists(_folder.File("net.onnx")));
    }

    [Fact]
    public void A_damaged_file_is_an_error_that_names_it()
    {
        File.WriteAllBytes(_folder.File("best.safetensors"), File.ReadAllBytes(trained.Weights)[..500]);

        var run = ToolRun.Of("export", _folder.Path, "-o", _folder.File("net.onnx"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains($"'{_folder.File("best.safetensors")}'", run.Errors);
    }

    [Theory]
    [InlineData("There is no file or folder 'nowhere'", "nowhere", "-o", "x.onnx")]
    [InlineData("Option '--out' is required.", "nowhere")]
    [InlineData("--int8 and --data FOLDER go together", "nowhere", "-o", "x.onnx", "--int8")]
    [InlineData("--mean has to be numbers separated by commas, such as 0.485,0.456,0.406, not 'x'.", "x", "-o", "x.onnx", "--mean", "x")]
    [InlineData("--out: '/' is a folder", "nowhere", "-o", "/")]
    [InlineData("did you mean 'resnet18'?", "nowhere", "-o", "x.onnx", "--network", "resnet81")]
    public void A_wrong_command_line_is_refused(string message, params string[] arguments)
    {
        var run = ToolRun.Of(["export", .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_the_run_does_not_go_with_are_wrong_usage()
    {
        var half = ToolRun.Of("export", trained.Run, "-o", "x.onnx", "--mean", "0.5,0.5,0.5");
        var small = ToolRun.Of("export", trained.Run, "-o", "x.onnx", "--resize", "16");
        var empty = ToolRun.Of("export", _folder.Path, "-o", "x.onnx");

        Assert.Equal((2, 2, 2), (half.ExitCode, small.ExitCode, empty.ExitCode));
        Assert.Contains("--mean and --std: There are 3 means and 0 standard deviations", half.Errors);
        Assert.Contains("--resize 16 is less than the images' side, 32", small.Errors);
        Assert.Contains("holds no best.safetensors", empty.Errors);
    }

    /// <summary>Writes weights that say nothing of themselves.</summary>
    private string Plain(string name, string declaration)
    {
        var path = _folder.File(name);
        WriteWeights(path, declaration);
        return path;
    }

    /// <summary>Writes weights of a network, all ones.</summary>
    internal static void WriteWeights(string path, string declaration)
    {
        List<WeightData> tensors = [];
        foreach (var entry in StateDict.Of(VariantCompiler.Compile(declaration).Net!))
        {
            var isCounter = entry.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
            var stored = new WeightEntry(entry.Name, ElementType.Find(isCounter ? "int64" : "float32")!, [.. entry.Shape]);
            var ones = isCounter ? new byte[stored.Bytes]
                : System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Enumerable.Repeat(1f, (int)stored.Count).ToArray()).ToArray();
            tensors.Add(new WeightData(stored, ones));
        }

        WeightWriter.Write(path, tensors);
    }
}
