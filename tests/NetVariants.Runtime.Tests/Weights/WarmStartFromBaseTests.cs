using System;
using System.Linq;
using NetVariants.Reports;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>What changes from a base to what derives from it, and a start from the base's weights.</summary>
public sealed class WarmStartFromBaseTests
{
    [Fact]
    public void A_difference_lists_options_counts_and_entries_that_fit()
    {
        var difference = Derivations.Attentive.Info.DiffFromBase()!;

        Assert.Equal("plain", difference.BaseName);
        Assert.Equal([new OptionChange("Attention", "None", "SE")], difference.Options);
        Assert.Equal(Derivations.Attentive.ParameterCount - Derivations.Plain.ParameterCount, difference.Parameters);
        Assert.Equal(Derivations.Attentive.Macs - Derivations.Plain.Macs, difference.Macs);
        Assert.Equal((double)Derivations.Plain.ParameterCount / Derivations.Attentive.ParameterCount, difference.FittingShare);
        Assert.Equal(difference.Text, Derivations.Plain.Info.DiffTo(Derivations.Attentive.Info).ToString());
        Assert.Null(Derivations.Plain.Info.DiffFromBase());
    }

    [Fact]
    public void Variants_of_two_families_are_not_compared() =>
        Assert.Throws<ArgumentException>(() => Derivations.Plain.Info.DiffTo(Derivations.Chain.Info));

    [Fact]
    public void A_start_from_the_base_fills_what_the_difference_promises()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("plain.safetensors");
        using var plain = Derivations.Plain.Create();
        plain.SaveWeights(path);
        using var attentive = Derivations.Attentive.Create();

        var result = attentive.LoadFromBase(path);

        var promised = Derivations.Attentive.Info.DiffFromBase()!;
        Assert.Equal(promised.FittingTensors, result.Copied.Count);
        Assert.Equal(promised.FittingShare, result.Share);
        Assert.True(attentive.layer1.parameters().First().allclose(plain.layer1.parameters().First(), 0, 0));
        Assert.All(result.Kept, name => Assert.Contains(".se.", name, StringComparison.Ordinal));
        Assert.Equal(
            "5,164 of 5,588 parameters (92.4 %), 38 tensors; 8 tensors kept their values: layer1.0.se.fc1.weight, layer1.0.se.fc1.bias, "
                + "layer1.0.se.fc2.weight, layer1.0.se.fc2.bias, …",
            result.ToString());
    }

    [Theory]
    [InlineData(0, "0 of 10,000 parameters (0.0 %)")]
    [InlineData(1, "1 of 10,000 parameters (less than 0.1 %)")]
    [InlineData(9_999, "9,999 of 10,000 parameters (99.9 %)")]
    [InlineData(10_000, "10,000 of 10,000 parameters (100.0 %)")]
    public void The_share_that_is_filled_is_said_as_in_the_difference(long copied, string text) =>
        Assert.StartsWith(text, new WarmStartResult([], [], copied, 10_000).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_the_bases_is_rejected_and_nothing_changes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shorter.safetensors");
        using (var shorter = Derivations.Shorter.Create())
            shorter.SaveWeights(path);
        using var attentive = Derivations.Attentive.Create();
        using var before = attentive.conv1.weight!.clone();

        Assert.Throws<WeightMismatchException>(() => attentive.LoadFromBase(path));

        Assert.True(before.allclose(attentive.conv1.weight!, 0, 0));
    }

    [Fact]
    public void A_network_without_a_base_has_none_to_start_from()
    {
        using var plain = Derivations.Plain.Create();

        Assert.Contains(
            "Base = typeof", Assert.Throws<ArgumentException>(() => plain.LoadFromBase("none")).Message, StringComparison.Ordinal);
    }
}

/// <summary>A base and what derives from it.</summary>
[ResNetVariant("plain", "1,1", Widths = "8,16", Stem = Stem.Small, NumClasses = 4, ImageSize = 12)]
[ResNetVariant("attentive", Base = typeof(Derivations.Plain), Attention = Attention.SE)]
[ResNetVariant("shorter", "1", Base = typeof(Derivations.Plain), Widths = "8")]
[VggVariant("chain", "8,M", HiddenFeatures = 8, AvgPoolSize = 1, NumClasses = 4, ImageSize = 12)]
public static partial class Derivations;
