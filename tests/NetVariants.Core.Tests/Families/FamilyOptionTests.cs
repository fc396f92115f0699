using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using Xunit;

namespace NetVariants.Core.Tests.Families;

/// <summary>The knobs' types, defaults and ranges.</summary>
public sealed class FamilyOptionTests
{
    public static TheoryData<string> Attributes => [.. FamilyTable.Families.Select(family => family.Attribute)];

    [Theory, MemberData(nameof(Attributes))]
    public void A_familys_options_are_its_attributes_properties(string attribute)
    {
        var family = FamilyTable.Find(attribute)!;
        var type = typeof(VggVariantAttribute).Assembly.GetType(family.AttributeMetadataName)!;
        var instance = Activator.CreateInstance(type, "name");
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.PropertyType != typeof(Type))
            .ToList();

        Assert.Equal(family.Name, family.Default.Family);
        Assert.Equal(properties.Select(property => property.Name).Order(), family.Knobs.Select(knob => knob.Name).Order());
        foreach (var property in properties)
        {
            var knob = family.Knobs.Single(candidate => candidate.Name == property.Name);
            var value = property.GetValue(instance)!;
            Assert.Equal(value is Enum ? (int)value : value, knob.Default);
            if (knob is ChoiceKnob choice)
            {
                Assert.Equal(property.PropertyType.Name, choice.EnumName);
                Assert.Equal(Enum.GetNames(property.PropertyType), choice.Choices);
            }
        }
    }

    [Theory, MemberData(nameof(Attributes))]
    public void A_familys_name_for_its_layers_is_its_attributes_parameter(string attribute)
    {
        var family = FamilyTable.Find(attribute)!;
        var constructors = typeof(VggVariantAttribute).Assembly.GetType(family.AttributeMetadataName)!.GetConstructors();

        // A vision transformer has no text.
        Assert.All(
            constructors.Select(constructor => constructor.GetParameters()).Where(parameters => parameters.Length > 1),
            parameters => Assert.Equal(["name", family.LayersArgument], parameters.Select(parameter => parameter.Name)));
    }

    /// <summary>The range in a message is what is accepted: its ends are, and the numbers just outside are refused with it.</summary>
    [Theory, MemberData(nameof(Attributes))]
    public void A_range_in_a_message_has_the_numbers_that_are_accepted(string attribute)
    {
        var family = FamilyTable.Find(attribute)!;
        foreach (var knob in family.Knobs.OfType<CountKnob>())
        {
            var least = knob.Value == 0 ? 0 : 1;
            Assert.True(knob.Contains(least) && knob.Contains(knob.Most) && !knob.Contains(least - 1), knob.Name);
            Assert.Equal(
                knob.Values ?? (knob.Most == int.MaxValue ? $"{least} or more" : $"{least} to {knob.Most}"),
                VariantCompiler.Compile(Variants.Declare(attribute, "net", family.DefaultLayers, (knob.Name, -1)))
                    .Problems.First(problem => problem.Argument == knob.Name).Details[1]);
        }
    }

    [Theory, MemberData(nameof(Attributes))]
    public void An_option_out_of_range_is_reported_once(string attribute)
    {
        var family = FamilyTable.Find(attribute)!;
        foreach (var knob in family.Knobs)
        {
            object? wrong = knob switch
            {
                CountKnob => -1,
                RatioKnob => 2.0,
                FactorKnob => double.NaN,
                ChoiceKnob => 99,
                _ => null,
            };
            if (wrong is not null)
                Assert.Single(Variants.Declare(attribute, "net", family.DefaultLayers, (knob.Name, wrong)).Problems(),
                    problem => problem.StartsWith($"NV2002 {knob.Name} ", StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Attributes))]
    public void Every_default_may_be_written_out(string attribute)
    {
        var family = FamilyTable.Find(attribute)!;
        // Widths have a default of four stages.
        var layers = family.DefaultLayers == "1,1" ? "1,1,1,1" : family.DefaultLayers;
        var plain = Variants.Declare(attribute, "net", layers).Net();

        foreach (var knob in family.Knobs.Where(knob => knob is not LimitKnob))
            Assert.Equal(plain.Graph, Variants.Declare(attribute, "net", layers, (knob.Name, knob.Default)).Net().Graph);
    }

    [Theory]
    [InlineData("NumClasses", 0, "NV2002 NumClasses 0+0: 0 | 1 or more")]
    [InlineData("InChannels", -3, "NV2002 InChannels 0+0: -3 | 1 to 65536")]
    [InlineData("ImageSize", int.MinValue, "NV2002 ImageSize 0+0: -2147483648 | 1 to 65536")]
    [InlineData("ImageSize", int.MaxValue, "NV2002 ImageSize 0+0: 2147483647 | 1 to 65536")]
    [InlineData("HiddenFeatures", 0, "NV2002 HiddenFeatures 0+0: 0 | 1 to 65536")]
    [InlineData("AvgPoolSize", 0, "NV2002 AvgPoolSize 0+0: 0 | 1 to 65536")]
    [InlineData("Dropout", -0.1, "NV2002 Dropout 0+0: -0.1 | 0 to 1")]
    [InlineData("Dropout", 1.5, "NV2002 Dropout 0+0: 1.5 | 0 to 1")]
    [InlineData("Dropout", double.NaN, "NV2002 Dropout 0+0: NaN | 0 to 1")]
    public void A_vgg_option_out_of_range_is_reported(string knob, object value, string problem) =>
        Assert.Equal([problem], Variants.Vgg("8,M", (knob, value)).Problems());

    [Theory]
    [InlineData("Block", 2, "NV2002 Block 0+0: 2 | Basic or Bottleneck")]
    [InlineData("Stem", -1, "NV2002 Stem 0+0: -1 | ImageNet, Small, Deep or DeepTiered")]
    [InlineData("Stem", 4, "NV2002 Stem 0+0: 4 | ImageNet, Small, Deep or DeepTiered")]
    [InlineData("Groups", 0, "NV2002 Groups 0+0: 0 | 1 to 65536")]
    [InlineData("Widths", "", "NV2003 Widths 0+0: Widths | a number of channels")]
    [InlineData("Widths", "64", "NV2004 Widths 0+0: Widths | 1 | 2")]
    [InlineData("Widths", "64,128,256", "NV2004 Widths 0+0: Widths | 3 | 2")]
    [InlineData("Widths", "64,0", "NV2002 Widths 3+1: 0 | 1 to 65536")]
    [InlineData("Widths", "64,M", "NV2001 Widths 3+1: M | a number of channels")]
    [InlineData("Widths", "1,1,1,1,1,1,1", "NV2006 Widths 12+1: stages | 6")]
    [InlineData("ReplaceStrideWithDilation", "0,0", "NV2004 ReplaceStrideWithDilation 0+0: ReplaceStrideWithDilation | 2 | 1")]
    [InlineData("ReplaceStrideWithDilation", "2", "NV2001 ReplaceStrideWithDilation 0+1: 2 | 0 or 1")]
    [InlineData("ReplaceStrideWithDilation", "true", "NV2001 ReplaceStrideWithDilation 0+4: true | 0 or 1")]
    [InlineData("ReplaceStrideWithDilation", "x*2", "NV2001 ReplaceStrideWithDilation 0+3: x*2 | a count, * and 0 or 1")]
    [InlineData("ReplaceStrideWithDilation", "x*0", "NV2001 ReplaceStrideWithDilation 0+3: x*0 | a count, * and 0 or 1")]
    [InlineData("ReplaceStrideWithDilation", "0,0,0,0,0,0,0", "NV2006 ReplaceStrideWithDilation 10+1: stages | 6")]
    [InlineData("ReplaceStrideWithDilation", "3*0,3*0", "NV2006 ReplaceStrideWithDilation 4+3: stages | 6")]
    [InlineData("ReplaceStrideWithDilation", "5*0", "NV2004 ReplaceStrideWithDilation 0+0: ReplaceStrideWithDilation | 5 | 1")]
    [InlineData(
        "ReplaceStrideWithDilation", "1", "NV2005 ReplaceStrideWithDilation 0+0: ReplaceStrideWithDilation | Basic | leave it out")]
    [InlineData("Groups", 2, "NV2005 Groups 0+0: Groups | Basic | leave it at 1")]
    [InlineData("WidthPerGroup", 128, "NV2005 WidthPerGroup 0+0: WidthPerGroup | Basic | leave it at 64")]
    [InlineData(
        "DownKernelSize", 2, "NV2002 DownKernelSize 0+0: 2 | an odd number from 1 to 65535, with which both branches have one size")]
    [InlineData(
        "DownKernelSize", -1, "NV2002 DownKernelSize 0+0: -1 | an odd number from 1 to 65535, with which both branches have one size")]
    [InlineData(
        "DownKernelSize", 65537,
        "NV2002 DownKernelSize 0+0: 65537 | an odd number from 1 to 65535, with which both branches have one size")]
    public void A_resnet_option_that_does_not_fit_is_reported(string knob, object value, string problem) =>
        Assert.Equal([problem], Variants.ResNet("2,2", (knob, value)).Problems());

    [Theory]
    [InlineData("GrowthRate", 0, "NV2002 GrowthRate 0+0: 0 | 1 to 65536")]
    [InlineData("DropRate", 1.01, "NV2002 DropRate 0+0: 1.01 | 0 to 1")]
    [InlineData("Compression", 0.0, "NV2002 Compression 0+0: 0 | above 0, at most 1")]
    [InlineData("Compression", 0.001, "NV2002 Compression 0+0: 0.001 | 0.0079 or more, to keep a channel of transition 1")]
    public void A_densenet_option_out_of_range_is_reported(string knob, object value, string problem) =>
        Assert.Equal([problem], Variants.DenseNet("2,2", (knob, value)).Problems());

    /// <summary>All families that have an option agree on what it is for.</summary>
    [Theory, MemberData(nameof(Attributes))]
    public void An_option_of_other_families_is_refused_with_a_reason(string attribute)
    {
        var counterparts = FamilyTable.Find(attribute)!.Counterparts;
        var own = FamilyTable.Find(attribute)!.Knobs.Select(knob => knob.Name).ToHashSet();
        var others = FamilyTable.Families.SelectMany(family => family.Knobs)
            .Where(knob => !own.Contains(knob.Name))
            .ToLookup(knob => knob.Name);

        Assert.NotEmpty(others);
        Assert.Subset(own, counterparts.Values.ToHashSet());
        Assert.Subset(others.Select(option => option.Key).ToHashSet(), counterparts.Keys.ToHashSet());
        Assert.All(others, option =>
        {
            var needs = Assert.Single(option.Select(knob => knob.Needs).OfType<string>().Distinct());
            List<string> owners =
                [.. FamilyTable.Families.Where(family => family.Knobs.Any(knob => knob.Name == option.Key)).Select(family => family.Name)];
            var reason = counterparts.TryGetValue(option.Key, out var counterpart)
                ? $"its own for that is '{counterpart}'"
                : $"it is for {needs}, which {Format.List(owners)} {(owners.Count == 1 ? "has" : "have")}";
            Assert.Equal(reason, FamilyTable.DetailsOfMissing(attribute, option.Key)[2]);
        });
    }

    [Theory, MemberData(nameof(Attributes))]
    public void A_limit_below_zero_is_reported(string attribute)
    {
        var layers = FamilyTable.Find(attribute)!.DefaultLayers;
        Assert.Equal(
            [
                "NV2002 MaxParameters 0+0: -1 | 0 or more", "NV2002 MaxMacs 0+0: -5 | 0 or more",
                "NV2002 MaxActivationMiB 0+0: -0.1 | 0 or more",
            ],
            Variants.Declare(attribute, "net", layers, ("MaxParameters", -1L), ("MaxMacs", -5L), ("MaxActivationMiB", -0.1)).Problems());
        Assert.Equal(["NV2002 MaxActivationMiB 0+0: Infinity | 0 or more"], Limited(double.PositiveInfinity).Problems());
        Assert.Empty(Limited(0.1).Problems());
        Assert.Empty(Limited(0).Problems());

        VariantDeclaration Limited(double mebibytes) =>
            Variants.Declare(attribute, "net", layers, ("MaxParameters", 1L), ("MaxMacs", 1L), ("MaxActivationMiB", mebibytes));
    }

    [Fact]
    public void A_bottleneck_keeps_at_least_one_channel()
    {
        (string, object)[] knobs = [("Block", 1), ("Widths", "16,32"), ("WidthPerGroup", 3)];

        Assert.Equal(["NV2002 WidthPerGroup 0+0: 3 | 4 or more for a stage of width 16"], Variants.ResNet("1,1", knobs).Problems());
        Assert.Empty(Variants.ResNet("1,1", [.. knobs, ("WidthPerGroup", 4)]).Problems());
        Assert.Equal(
            ["NV2002 WidthPerGroup 0+0: 1 | 2 or more for a stage of width 63"],
            Variants.ResNet("1", ("Block", 1), ("Widths", "63"), ("WidthPerGroup", 1)).Problems());
    }

    [Fact]
    public void A_transition_keeps_at_least_one_channel()
    {
        Assert.Empty(Variants.DenseNet("2,2", ("NumInitFeatures", 36), ("Compression", 0.01)).Problems());
        Assert.Empty(Variants.DenseNet("2", ("Compression", 0.001)).Problems());
    }

    [Theory]
    [InlineData("VggVariant", "Dropout", 0.0)]
    [InlineData("VggVariant", "Dropout", 1.0)]
    [InlineData("VggVariant", "AvgPoolSize", 1)]
    [InlineData("ResNetVariant", "Block", 0)]
    [InlineData("ResNetVariant", "Stem", 0)]
    [InlineData("ResNetVariant", "ReplaceStrideWithDilation", "0")]
    [InlineData("DenseNetVariant", "DropRate", 0.0)]
    [InlineData("DenseNetVariant", "Compression", 1.0)]
    public void A_range_includes_its_ends(string attribute, string knob, object value) =>
        Assert.Empty(Variants.Declare(attribute, "net", "2,2", (knob, value)).Problems());

    [Fact]
    public void An_unknown_block_reports_no_option_as_unsupported() =>
        Assert.Equal(["NV2002 Block 0+0: 2 | Basic or Bottleneck"], Variants.ResNet("2,2", ("Block", 2), ("Groups", 4)).Problems());

    [Fact]
    public void The_last_of_a_repeated_option_counts() =>
        Assert.Equal(10, Variants.Vgg("8", ("NumClasses", 0), ("NumClasses", 10)).Net().Output(0).Channels);

    [Fact]
    public void A_value_of_the_wrong_type_is_left_to_the_compiler() =>
        Assert.Equal(1000, Variants.Vgg("8", ("NumClasses", "10")).Net().Output(0).Channels);

    [Theory]
    [InlineData("2", "64")]
    [InlineData("2,2", "64,128")]
    [InlineData("2,2,2,2", "64,128,256,512")]
    [InlineData("1,1,1,1,1,1", "64,128,256,512,1024,2048")]
    public void Default_widths_double_from_64(string layers, string widths) =>
        Assert.Equal(Variants.ResNet(layers, ("Widths", widths)).Net(), Variants.ResNet(layers).Net());

    [Fact]
    public void Problems_of_several_arguments_are_reported_together() =>
        Assert.Equal(
            ["NV1006 name 0+0:  | it is empty", "NV2001 layers 0+1: x | a number of blocks", "NV2002 NumClasses 0+0: 0 | 1 or more"],
            Variants.Declare("ResNetVariant", "", "x", ("NumClasses", 0)).Problems());
}
