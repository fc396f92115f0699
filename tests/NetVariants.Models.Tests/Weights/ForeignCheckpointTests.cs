using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Models.Tests.Weights;

/// <summary>
/// Files as other people's programs make them, each small and made for this: what loads, with which numbers, and what is said of the
/// others.
/// </summary>
public sealed class ForeignCheckpointTests
{
    private const int Tensors = 38;

    public static TheoryData<string, string?, string[]> Complete => new()
    {
        { "plain.pth", null, [] },
        { "tensor_beside.pth", null, [] },
        { "imagenet_example.pth.tar", null, ["module."] },
        { "tv_reference.pth", null, [] },
        { "tv_reference.pth", "model", [] },
        { "tv_reference_ema.pth", null, [] },
        { "timm.pth.tar", null, [] },
        { "timm.pth.tar", "state_dict", [] },
        { "no_counters.pth", null, [] },
        { "s_nocounters.safetensors", null, [] },
        { "ema_only.pth", null, [] },
        { "encoder_prefix.pth", null, ["encoder."] },
        { "legacy.pth", null, [] },
        { "legacy_checkpoint.pth", null, [] },
        { "legacy_checkpoint.pth", "state_dict", [] },
        { "script.pt", null, [] },
        { "trace.pt", null, [] },
        { "deflated.pth", null, [] },
        { "nested.pth", null, [] },
        { "nested.pth", "checkpoint.model", [] },
        { "nested2.pth", null, [] },
        { "nested2.pth", "model.state_dict", [] },
    };

    [Theory]
    [MemberData(nameof(Complete))]
    public void A_state_dict_loads_strictly_whatever_stands_beside_it(string file, string? key, string[] prefixes)
    {
        using var model = Small.Create("resnet");

        var result = model.LoadWeights(Case(file), new LoadOptions { Key = key, StripPrefixes = prefixes });

        Assert.True(result.IsComplete);
        Assert.Equal(Tensors, result.Loaded.Count);
    }

    [Theory]
    [InlineData("legacy.pth")]
    [InlineData("deflated.pth")]
    [InlineData("script.pt")]
    [InlineData("trace.pt")]
    [InlineData("nested.pth")]
    [InlineData("tensor_beside.pth")]
    public void Values_equal_the_plain_files(string file)
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor> plain = Small.Create("resnet"), model = Small.Create("resnet");
        plain.LoadWeights(Case("plain.pth"));
        model.LoadWeights(Case(file));

        Assert.All(model.state_dict(), pair => Assert.Equal(plain.state_dict()[pair.Key].bytes.ToArray(), pair.Value.bytes.ToArray()));
    }

    [Theory]
    [InlineData("no_counters.pth")]
    [InlineData("s_nocounters.safetensors")]
    public void A_counter_that_the_file_lacks_becomes_zero(string file)
    {
        using var model = Small.Create("resnet");
        Tensor[] counters = [.. model.state_dict()
            .Where(pair => pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Select(pair => pair.Value)];
        foreach (var counter in counters)
            counter.fill_(7);

        model.LoadWeights(Case(file));

        Assert.Equal(6, counters.Length);
        Assert.All(counters, counter => Assert.Equal(0, counter.ToInt64()));
    }

    [Fact]
    public void A_vgg_from_before_batch_norm_counted_loads_strictly()
    {
        using var model = Small.Create("vgg_norm");

        Assert.True(model.LoadWeights(Case("vgg_bn_2017.pth")).IsComplete);
    }

    [Theory]
    [InlineData("extra_state.pth", "_extra_state", "it is a dict", "_extra_state")]
    [InlineData("none_value.pth", "aux.weight", "it is None", "aux")]
    [InlineData("s_f8_extra.safetensors", "scale", "it is a tensor of type 'F8_E4M3', which TorchSharp does not have", "scale")]
    [InlineData("s_u16_extra.safetensors", "ids", "it is a tensor of type 'U16', which TorchSharp does not have", "ids")]
    public void An_entry_without_a_tensor_is_unexpected(string file, string entry, string kind, string path)
    {
        using var model = Small.Create("resnet");

        var error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(Case(file)));
        Assert.EndsWith(
            $"does not fit Resnet: '{entry}' cannot be loaded: {kind}; set Except = [\"{path}\"] to skip it.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal([entry], error.Result.Unexpected);

        var result = model.LoadWeights(Case(file), new LoadOptions { Strict = false });
        Assert.Equal((Tensors, entry), (result.Loaded.Count, Assert.Single(result.Unexpected)));
        Assert.True(model.LoadWeights(Case(file), new LoadOptions { Except = [path] }).IsComplete);
    }

    [Theory]
    [InlineData("averaged_model.pth", null)]
    [InlineData("ema_only.pth", "model_ema")]
    [InlineData("tv_reference_ema.pth", "model_ema")]
    public void An_averaged_models_error_names_its_prefix_and_counter(string file, string? key)
    {
        using var model = Small.Create("resnet");

        var message = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(Case(file), new LoadOptions { Key = key })).Message;
        Assert.EndsWith(
            "set StripPrefixes = [\"module.\"], and 38 of the 38 tensors fit; then 'n_averaged' is not expected by the network; set "
                + "Except = [\"n_averaged\"] to skip it.",
            message, StringComparison.Ordinal);

        Assert.True(
            model.LoadWeights(Case(file), new LoadOptions { Key = key, StripPrefixes = ["module."], Except = ["n_averaged"] }).IsComplete);
    }

    [Fact]
    public void A_prefix_is_named_whatever_else_the_file_holds()
    {
        using var model = Small.Create("resnet");

        Assert.EndsWith(
            "set StripPrefixes = [\"backbone.\"], and 36 of the 38 tensors fit; then 'fc.weight', 'fc.bias' are missing in the file; "
                + "'head.weight', 'head.bias' are not expected "
                + "by the network; set Rename = { [\"head\"] = \"fc\" }.",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(Case("backbone_head.pth"))).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "set StripPrefixes = [\"encoder.\"], and the file fits.",
            Assert.Throws<WeightMismatchException>(() => model.LoadWeights(Case("encoder_prefix.pth"))).Message, StringComparison.Ordinal);

        var options = new LoadOptions { StripPrefixes = ["backbone."] };
        Assert.True(
            model.LoadWeights(
                Case("backbone_head.pth"), options with { Rename = new Dictionary<string, string> { ["head"] = "fc" } }).IsComplete);
        Assert.True(model.LoadWeights(Case("backbone_head.pth"), options with { Except = ["fc", "head"] }).IsComplete);
    }

    [Theory]
    [InlineData("lfs.pth", "it is a Git LFS pointer, not the file itself: run git lfs pull.")]
    [InlineData("page.pth", "it is a web page or XML")]
    [InlineData("gz.pth", "it is compressed with gzip: unpack it first, gunzip.")]
    public void A_file_without_weights_is_named_by_its_kind(string file, string kind)
    {
        using var model = Small.Create("resnet");

        Assert.Contains(kind, Assert.Throws<WeightFileException>(() => model.LoadWeights(Case(file))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nested.pth", "checkpoint.net", "it has no entry 'net' in 'checkpoint', which is a dict: 'model' is a dict of 38 tensors")]
    [InlineData("tv_reference.pth", "args", "'args' is an argparse.Namespace object, not a state dict")]
    [InlineData(
        "tv_reference.pth",
        "state",
        "it has no entry 'state' in its value, which is a dict: 'model' is a dict of 38 tensors, 'optimizer' is a dict")]
    [InlineData("script.pt", "model", "it is a TorchScript archive, which has no entry 'model'")]
    public void A_missing_key_is_reported_with_the_keys_found(string file, string key, string reason)
    {
        using var model = Small.Create("resnet");

        Assert.Contains(
            reason,
            Assert.Throws<WeightFileException>(() => model.LoadWeights(Case(file), new LoadOptions { Key = key })).Message,
            StringComparison.Ordinal);
    }

    internal static string Case(string file) => Repository.PathOf("tests/NetVariants.Models.Tests/Weights/Cases/" + file);
}
