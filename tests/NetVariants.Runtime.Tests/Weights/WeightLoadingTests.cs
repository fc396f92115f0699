using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>What a load does, tolerates on request, and reports.</summary>
public sealed class WeightLoadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.safetensors")]
    [InlineData("a.pth")]
    public void State_dicts_keep_PyTorchs_order(string name)
    {
        using var model = Network();
        using var other = Network();
        model.SaveWeights(_folder.File(name));

        var result = other.LoadWeights(_folder.File(name));

        string[] order =
        [
            "conv.weight",
            "conv.bias",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "norm.num_batches_tracked",
            "fc.weight",
            "fc.bias"
        ];
        Assert.Equal(order, result.Loaded);
        Assert.True(result.IsComplete);
        using (var file = WeightFile.Open(_folder.File(name)))
            Assert.Equal(order, file.Entries.Select(entry => entry.Name));
        Assert.Equal(Synthetic.StateOf(model), Synthetic.StateOf(other));
    }

    [Fact]
    public void Metadata_is_saved_beside_the_tensors()
    {
        using var model = Network();
        var metadata = new Dictionary<string, string> { ["name"] = "ünï \"quoted\"", ["epoch"] = "3" };

        model.SaveWeights(_folder.File("a.safetensors"), metadata);

        using var file = WeightFile.Open(_folder.File("a.safetensors"));
        Assert.Equal(metadata, file.Metadata);
        Assert.Throws<ArgumentException>(() => model.SaveWeights(_folder.File("a.pth"), metadata));
        Assert.Contains(
            "has to end with",
            Assert.Throws<ArgumentException>(() => model.SaveWeights(_folder.File("a.bin"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_mismatch_is_reported_in_full_and_changes_nothing()
    {
        using var model = Network();
        var path = Saved(
            ("conv.weight", zeros(2, 1, 3, 3)), ("conv.bias", zeros(3)), ("extra", zeros(1)), ("fc.weight", zeros([4, 8], dtype: float16)));
        var before = Synthetic.StateOf(model);

        var error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));

        Assert.Equal(before, Synthetic.StateOf(model));
        Assert.Equal(["conv.weight"], error.Result.Loaded);
        Assert.Equal(["extra"], error.Result.Unexpected);
        Assert.Equal(
            ["norm.weight", "norm.bias", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked", "fc.bias"],
            error.Result.Missing);
        Assert.Equal(["conv.bias", "fc.weight"], error.Result.Mismatched.Select(mismatch => mismatch.Name));
        Assert.Contains(
            $"'conv.bias' is [3] in the file, [2] in {model.GetName()}; 'fc.weight' is float16 in the file, float32 in {model.GetName()}",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("and 2 more are missing in the file; 'extra' is not expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_that_is_not_strict_takes_what_fits()
    {
        using var model = Network();
        var path = Saved(("conv.weight", full([2, 1, 3, 3], 5f)), ("conv.bias", zeros(3)), ("extra", zeros(1)));

        var result = model.LoadWeights(path, new LoadOptions { Strict = false });

        Assert.Equal(["conv.weight"], result.Loaded);
        Assert.All(Synthetic.StateOf(model)["conv.weight"], value => Assert.Equal(5, value));
    }

    [Fact]
    public void A_result_says_in_a_sentence_what_fits_and_what_does_not()
    {
        var entry = new WeightEntry("fc.weight", ElementType.Float32, [4, 8]);

        Assert.Equal("1 tensor", new LoadResult(["a"], [], [], [], []).ToString());
        Assert.Equal(
            "2 tensors; missing 5 tensors: c, d, e, f, …; unexpected 1 tensor: x; of another shape or type 1 tensor: fc.weight; "
                + "skipped 1 tensor: s",
            new LoadResult(["a", "b"], ["c", "d", "e", "f", "g"], ["x"], [new WeightMismatch("fc.weight", entry, entry)], ["s"])
                .ToString());
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("model.")]
    public void A_prefix_is_named_and_removed_by_option(string prefix)
    {
        using var model = Network();
        using var source = Network();
        var path = Saved([.. source.state_dict().Select(pair => (prefix + pair.Key, pair.Value))]);

        var error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));
        Assert.Contains($"set StripPrefixes = [\"{prefix}\"]", error.Message, StringComparison.Ordinal);

        Assert.True(model.LoadWeights(path, new LoadOptions { StripPrefixes = [prefix] }).IsComplete);
        Assert.Equal(Synthetic.StateOf(source), Synthetic.StateOf(model));
    }

    [Fact]
    public void Names_of_old_densenets_load_by_option()
    {
        using Module<Tensor, Tensor> model = Sequential(
            ("denselayer1", Sequential(("norm1", BatchNorm2d(2)), ("conv2", Conv2d(2, 1, 1, bias: false)))));
        var path = Saved(
            [.. model.state_dict().Select(
                pair =>
                    (pair.Key
                        .Replace("norm1.", "norm.1.", StringComparison.Ordinal)
                        .Replace("conv2.", "conv.2.", StringComparison.Ordinal), pair.Value))]);

        Assert.Contains(
            "set Layout = \"legacy\"",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path)).Message,
            StringComparison.Ordinal);
        Assert.True(model.LoadWeights(path, new LoadOptions { Layout = "legacy" }).IsComplete);
    }

    [Fact]
    public void Two_names_that_become_one_are_rejected()
    {
        using var model = Network();
        var path = Saved(("module.fc.bias", zeros(4)), ("fc.bias", zeros(4)));

        Assert.Contains(
            "both become 'fc.bias'",
            Assert.Throws<WeightFileException>(() => model.LoadWeights(path, new LoadOptions { StripPrefixes = ["module."] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Half_precision_is_converted_by_option()
    {
        using var model = Network();
        var path = Saved(
            [.. model.state_dict().Select(
                pair => (pair.Key, pair.Value.is_floating_point() ? full_like(pair.Value, 0.5).to(ScalarType.BFloat16) : pair.Value))]);

        Assert.Contains(
            "set ConvertTypes = true",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path)).Message,
            StringComparison.Ordinal);
        Assert.True(model.LoadWeights(path, new LoadOptions { ConvertTypes = true }).IsComplete);
        Assert.All(
            Synthetic.StateOf(model).Where(pair => pair.Key != "norm.num_batches_tracked").SelectMany(pair => pair.Value),
            value => Assert.Equal(0.5, value));
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
    }

    [Theory]
    [InlineData(1, new[] { 6.0 })]
    [InlineData(2, new[] { 1.5, 3.0 })]
    [InlineData(4, new[] { 0.75, 1.5, 2.25, 0.75 })]
    public void Three_input_channels_are_adapted_by_option(int channels, double[] expected)
    {
        using Module<Tensor, Tensor> model = Sequential(("conv1", Conv2d(channels, 1, 1, bias: false)));
        var path = Saved(("conv1.weight", tensor(new float[] { 1, 2, 3 }, [1, 3, 1, 1])));

        Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));
        Assert.True(model.LoadWeights(path, new LoadOptions { AdaptInputChannels = true }).IsComplete);
        Assert.Equal(expected, Synthetic.StateOf(model)["conv1.weight"]);
    }

    [Fact]
    public void A_head_is_excluded_by_its_path()
    {
        using var model = Network();
        var head = Synthetic.StateOf(model)["fc.weight"];
        var path = Saved([.. Network(classes: 9).state_dict().Select(pair => (pair.Key, pair.Value))]);

        var result = model.LoadWeights(path, new LoadOptions { Except = ["fc"] });

        Assert.Equal(["fc.weight", "fc.bias"], result.Skipped);
        Assert.True(result.IsComplete);
        Assert.Equal(head, Synthetic.StateOf(model)["fc.weight"]);
        Assert.Contains(
            "did you mean 'fc'?",
            Assert.Throws<ArgumentException>(() => model.LoadWeights(path, new LoadOptions { Except = ["fx"] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_leaves_no_tensor_behind()
    {
        using var model = Network();
        string path;
        using (NewDisposeScope())
            path = Saved([.. model.state_dict().Select(pair => (pair.Key, pair.Value.to(ScalarType.Float64)))]);
        // What other tests left behind goes now, and not while handles are counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var scope = NewDisposeScope();
        var (live, handles) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, Tensor.TotalCount);

        model.LoadWeights(path, new LoadOptions { ConvertTypes = true });
        model.SaveWeights(_folder.File("b.pth"));

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(handles, Tensor.TotalCount);
    }

    [Fact]
    public void Files_of_other_kinds_are_rejected_with_the_supported_formats()
    {
        using var model = Network();
        model.save(_folder.File("a.dat"));

        Assert.Contains(
            "model.load reads what TorchSharp's own save wrote",
            Assert.Throws<WeightFileException>(() => model.LoadWeights(_folder.File("a.dat"))).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => model.LoadWeights(_folder.File("missing.pth")));
    }

    private string Saved(params IReadOnlyList<(string, Tensor)> tensors)
    {
        var path = _folder.File("saved.safetensors");
        StateDictFile.Save(path, tensors);
        return path;
    }

    private static Module<Tensor, Tensor> Network(int classes = 4) =>
        Sequential(("conv", Conv2d(1, 2, 3)), ("norm", BatchNorm2d(2)), ("fc", Linear(8, classes)));
}
