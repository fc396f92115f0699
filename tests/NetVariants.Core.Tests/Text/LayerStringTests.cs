using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Text;

/// <summary>What is wrong with a list, and where: each text marks the characters that a message is about as <c>[|x|]</c>.</summary>
public sealed class LayerStringTests
{
    [Theory]
    [InlineData("64,[|x1|],M", "NV2001")]
    [InlineData("64,[|m|]", "NV2001")]
    [InlineData("64,[|MM|]", "NV2001")]
    [InlineData("64 , M , [|M8|] ", "NV2001")]
    [InlineData("[|6 4|],M", "NV2001")]
    [InlineData("[|+64|]", "NV2001")]
    [InlineData("[|1e3|]", "NV2001")]
    [InlineData("64,[|0x40|],M", "NV2001")]
    [InlineData("64,[|٦٤|],M", "NV2001")]
    [InlineData("[|64;M|]", "NV2001")]
    [InlineData("[|６４|]", "NV2001")]
    [InlineData("[|64.0|]", "NV2001")]
    [InlineData("[|-|]", "NV2001")]
    [InlineData("64,[|,|]M", "NV2001")]
    [InlineData("[|,|]64", "NV2001")]
    [InlineData("64,M[|,|]", "NV2001")]
    [InlineData("64,M[|,|]  \t\n", "NV2001")]
    [InlineData("[|0|]", "NV2002")]
    [InlineData("64,[|-1|]", "NV2002")]
    [InlineData("[|2147483648|]", "NV2002")]
    [InlineData("[|99999999999999999999999999999|],M", "NV2002")]
    [InlineData("[|18446744073709551617|]", "NV2002")]
    [InlineData("[|64x|]", "NV2001")]
    [InlineData("64,[|64k|]", "NV2001")]
    [InlineData("[|k5|]", "NV2001")]
    [InlineData("[|64K5|]", "NV2001")]
    [InlineData("[|64k3s2k5|]", "NV2001")]
    [InlineData("[|64s2s2|]", "NV2001")]
    [InlineData("[|64g2k5g2|]", "NV2001")]
    [InlineData("[|64k3 5|]", "NV2001")]
    [InlineData("64k[|0|]", "NV2002")]
    [InlineData("64k3s[|-1|]", "NV2002")]
    [InlineData("64g[|99999999999|]", "NV2002")]
    [InlineData("[|M2|]", "NV2001")]
    [InlineData("64,[|Ak3|]", "NV2001")]
    [InlineData("64,[|a|]", "NV2001")]
    [InlineData("[|*64|]", "NV2001")]
    [InlineData("[|3*|]", "NV2001")]
    [InlineData("[|2*3*64|]", "NV2001")]
    [InlineData("[|x*64|]", "NV2001")]
    [InlineData("[|0|]*64", "NV2002")]
    [InlineData("[|-2|]*64", "NV2002")]
    [InlineData("[|99999999999|]*64", "NV2002")]
    [InlineData("3*[|x|]", "NV2001")]
    [InlineData("3 * 64k[|0|]", "NV2002")]
    [InlineData("[|999999999*64|]", "NV2006")]
    [InlineData("[|65*M|]", "NV2006")]
    [InlineData("[|65*M|],M", "NV2006")]
    [InlineData("8,[|65*M|]", "NV2006")]
    [InlineData("M,[|4094*1|]", "NV2006")]
    [InlineData("[|64g2|]", "NV3003")]
    [InlineData("63,[|64g3|],64g3", "NV3003")]
    [InlineData("64,M,2*[|96g64|]", "NV3003")]
    public void A_bad_vgg_token_is_reported_with_its_position(string marked, string id) => AssertFound(Variants.Vgg, marked, id);

    [Theory]
    [InlineData("2,[|M|],2", "NV2001")]
    [InlineData("2,[|0|]", "NV2002")]
    [InlineData("1,1,1,1,1,1,[|1|],1", "NV2006")]
    [InlineData("2,[|2047|]", "NV2006")]
    [InlineData("[|7*2|]", "NV2006")]
    [InlineData("4*[|M|]", "NV2001")]
    [InlineData("[|4*|]", "NV2001")]
    [InlineData("2,[|0|]*2", "NV2002")]
    [InlineData("1,[|6*1|]", "NV2006")]
    [InlineData("[|2048|],1", "NV2006")]
    public void A_bad_resnet_token_is_reported_with_its_position(string marked, string id) => AssertFound(Variants.ResNet, marked, id);

    [Theory]
    [InlineData("6,[|twelve|]", "NV2001")]
    [InlineData("[|0|],12", "NV2002")]
    [InlineData("6,[|2047|]", "NV2006")]
    [InlineData("1023,[|1024|]", "NV2006")]
    [InlineData("[|2048|],1", "NV2006")]
    public void A_bad_densenet_token_is_reported_with_its_position(string marked, string id) => AssertFound(Variants.DenseNet, marked, id);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData(null)]
    public void A_list_without_tokens_is_reported_as_empty(string? layers)
    {
        Assert.Equal(
            ["NV2003 layers 0+0: layers | channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling"],
            Variants.Vgg(layers).Problems());
        Assert.Equal(["NV2003 layers 0+0: layers | a number of blocks"], Variants.ResNet(layers).Problems());
        Assert.Equal(["NV2003 layers 0+0: layers | a number of layers"], Variants.DenseNet(layers).Problems());
    }

    [Theory]
    [InlineData("64,M,128", " 64\t, M ,\r\n 128 ")]
    [InlineData("64k5s2,2*128g4,A", " 64 k 5\ts 2 , 2 * 128 g\n4,A")]
    [InlineData("64k5s2g1", "64g1s2k5")]
    [InlineData("64,128", "64k3s1g1,128k3")]
    [InlineData("8,8,8,M,M,4", "3*8,2*M,1*4")]
    [InlineData("8", "0008k03")]
    public void Blanks_and_repetition_do_not_change_the_network(string plain, string other) =>
        Assert.Equal(Ops(Variants.Vgg(plain)), Ops(Variants.Vgg(other)));

    [Fact]
    public void Every_list_accepts_repetition_and_blanks()
    {
        Assert.Equal(Ops(Variants.ResNet("2,2,2,2")), Ops(Variants.ResNet(" 4 * 2 ")));
        (string, object)[] plain = [("Block", 1), ("Widths", "64,64,128"), ("ReplaceStrideWithDilation", "1,1")];
        (string, object)[] other = [("Block", 1), ("Widths", "2 *64,\n128"), ("ReplaceStrideWithDilation", " 2* 1")];
        Assert.Equal(Ops(Variants.ResNet("1,1,1", plain)), Ops(Variants.ResNet("3*1", other)));
        Assert.Equal(Ops(Variants.DenseNet("6,6,4")), Ops(Variants.DenseNet("2*6, 4")));
    }

    [Fact]
    public void A_token_of_a_vgg_sets_kernel_stride_groups_and_pool()
    {
        Assert.Equal(
            [
                new Conv2d(3, 64, 5) { Padding = 2 }, new ReLU(),
                new Conv2d(64, 128, 3) { Stride = 2, Padding = 1, Groups = 4 }, new ReLU(),
                new AvgPool2d(2),
                new Conv2d(128, 8, 1) { Groups = 8 }, new ReLU(),
                new Conv2d(8, 8, 2) { Stride = 2, Padding = 1 }, new ReLU(),
                new MaxPool2d(2, 2),
            ],
            Ops(Variants.Vgg("64k5,128s2g4,A,8g8k1,8k2s2,M")).Take(10));
    }

    [Theory]
    [InlineData("*64", "NV2001 layers 0+3: *64 | a count, * and ")]
    [InlineData("3*", "NV2001 layers 0+2: 3* | a count, * and ")]
    [InlineData("2*3*64", "NV2001 layers 0+6: 2*3*64 | a count, * and ")]
    [InlineData("x*64", "NV2001 layers 0+4: x*64 | a count, * and ")]
    [InlineData("3*x", "NV2001 layers 2+1: x | ")]
    public void An_incomplete_repetition_is_reported_with_what_is_missing(string layers, string problem) =>
        Assert.Equal(
            [problem + "channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling"], Variants.Vgg(layers).Problems());

    [Fact]
    public void Channels_that_groups_do_not_divide_are_reported() =>
        Assert.Equal(
            ["NV3003 layers 3+4: 64g3 | 63 | 64 | 3 | make both multiples of 3, or choose groups that divide both"],
            Variants.Vgg("63,64g3").Problems());

    [Fact]
    public void Only_the_first_few_problems_are_reported()
    {
        var problems = Variants.Vgg(string.Join(',', Enumerable.Repeat("x", 1000))).Problems();

        Assert.Equal(5, problems.Length);
        Assert.Equal("NV2001 layers 2+1: x | channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling", problems[1]);
    }

    [Fact]
    public void A_long_token_is_shortened_in_the_message()
    {
        var whole = Assert.Single(Variants.Vgg("64," + new string('x', 40)).Problems());
        Assert.StartsWith($"NV2001 layers 3+40: {new string('x', 40)} | ", whole, StringComparison.Ordinal);

        var problem = Assert.Single(Variants.Vgg("64," + new string('x', 1000)).Problems());

        Assert.Equal(
            $"NV2001 layers 3+1000: {new string('x', 40)}… | channels such as 64 or 64k5s2g4, M for max-pooling or A for average pooling",
            problem);
    }

    [Fact]
    public void A_network_has_at_most_4096_layers()
    {
        var longest = string.Join(',', Enumerable.Repeat("1", 4093));
        Assert.Equal(4096, Variants.Vgg(longest).Net().LayerCount);
        Assert.Equal([$"NV2006 layers {longest.Length + 1}+1: layers | 4096"], Variants.Vgg(longest + ",1").Problems());
        Assert.Equal(4096, Variants.Vgg("4093*1").Net().LayerCount);
        Assert.Equal(4096, Variants.Vgg("4092*1,M,1").Net().LayerCount);
        Assert.Equal(["NV2006 layers 0+6: layers | 4096"], Variants.Vgg("4094*1").Problems());

        Assert.Equal(4096, Variants.ResNet("2047", ("Widths", "1")).Net().LayerCount);
        Assert.Equal(["NV2006 layers 0+4: layers | 4096"], Variants.ResNet("2048", ("Widths", "1")).Problems());

        Assert.Equal(4094, Variants.ResNet("1364", ("Widths", "1"), ("WidthPerGroup", 64), ("Block", 1)).Net().LayerCount);
        Assert.Equal(["NV2006 layers 0+4: layers | 4096"], Variants.ResNet("1365", ("Widths", "1"), ("Block", 1)).Problems());

        Assert.Equal(4096, Variants.DenseNet("2047", ("GrowthRate", 1)).Net().LayerCount);
        Assert.Equal(["NV2006 layers 0+4: layers | 4096"], Variants.DenseNet("2048", ("GrowthRate", 1)).Problems());
    }

    private static IEnumerable<Op> Ops(VariantDeclaration declaration) => declaration.Net().Graph.Nodes.Select(node => node.Op);

    private static void AssertFound(Func<string, (string, object)[], VariantDeclaration> declare, string marked, string id)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var length = marked.IndexOf("|]", StringComparison.Ordinal) - start - 2;
        var text = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        var problem = Assert.Single(VariantCompiler.Compile(declare(text, [])).Problems);

        Assert.Equal((id, Problem.LayersArgument, start, length), (problem.Id, problem.Argument, problem.Start, problem.Length));
    }
}
