using System;
using System.Linq;
using Xunit;

namespace NetVariants.Core.Tests.Text;

/// <summary>What is wrong with a list, and where: each text marks the characters that a message is about as <c>[|x|]</c>.</summary>
public sealed class ParsingTests
{
    [Theory]
    [InlineData("64,[|x1|],M", "NV2001")]
    [InlineData("64,[|m|]", "NV2001")]
    [InlineData("64,[|MM|]", "NV2001")]
    [InlineData("64 , M , [|M8|] ", "NV2001")]
    [InlineData("[|6 4|],M", "NV2001")]
    [InlineData("[|+64|]", "NV2001")]
    [InlineData("[|1e3|]", "NV2001")]
    [InlineData("[|６４|]", "NV2001")]
    [InlineData("[|64.0|]", "NV2001")]
    [InlineData("[|-|]", "NV2001")]
    [InlineData("64,[|,|]M", "NV2001")]
    [InlineData("[|,|]64", "NV2001")]
    [InlineData("64,M[|,|]", "NV2001")]
    [InlineData("64,M,  [|\t|]", "NV2001")]
    [InlineData("[|0|]", "NV2002")]
    [InlineData("64,[|-1|]", "NV2002")]
    [InlineData("[|2147483648|]", "NV2002")]
    [InlineData("[|99999999999999999999999999999|],M", "NV2002")]
    public void A_bad_token_of_a_vgg_is_found_in_its_place(string marked, string id) => AssertFound(Variants.Vgg, marked, id);

    [Theory]
    [InlineData("2,[|M|],2", "NV2001")]
    [InlineData("2,[|0|]", "NV2002")]
    [InlineData("1,1,1,1,1,1,[|1|],1", "NV2006")]
    [InlineData("2,[|2047|]", "NV2006")]
    public void A_bad_token_of_a_resnet_is_found_in_its_place(string marked, string id) => AssertFound(Variants.ResNet, marked, id);

    [Theory]
    [InlineData("6,[|twelve|]", "NV2001")]
    [InlineData("[|0|],12", "NV2002")]
    [InlineData("6,[|2047|]", "NV2006")]
    public void A_bad_token_of_a_densenet_is_found_in_its_place(string marked, string id) => AssertFound(Variants.DenseNet, marked, id);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData(null)]
    public void A_list_without_tokens_is_empty_as_a_whole(string? layers)
    {
        Assert.Equal(["NV2003 layers 0+0: layers | a number of channels or M"], Variants.Vgg(layers).Problems());
        Assert.Equal(["NV2003 layers 0+0: layers | a number of blocks"], Variants.ResNet(layers).Problems());
        Assert.Equal(["NV2003 layers 0+0: layers | a number of layers"], Variants.DenseNet(layers).Problems());
    }

    [Fact]
    public void Blanks_around_tokens_mean_nothing() =>
        Assert.Equal(Variants.Vgg("64,M,128").Net().ParameterCount, Variants.Vgg(" 64\t, M ,\r\n 128 ").Net().ParameterCount);

    [Fact]
    public void Of_many_faults_the_first_few_are_told()
    {
        var problems = Variants.Vgg(string.Join(',', Enumerable.Repeat("x", 1000))).Problems();

        Assert.InRange(problems.Length, 2, 9);
        Assert.Equal("NV2001 layers 2+1: x | a number of channels or M", problems[1]);
    }

    [Fact]
    public void A_long_token_is_quoted_in_part()
    {
        var problem = Assert.Single(Variants.Vgg("64," + new string('x', 1000)).Problems());

        Assert.Equal($"NV2001 layers 3+1000: {new string('x', 40)}… | a number of channels or M", problem);
    }

    [Fact]
    public void A_network_has_at_most_4096_layers()
    {
        var longest = string.Join(',', Enumerable.Repeat("1", 4093));
        Assert.Equal(4096, Variants.Vgg(longest).Net().LayerCount);
        Assert.Equal([$"NV2006 layers {longest.Length + 1}+1: layers | 4096"], Variants.Vgg(longest + ",1").Problems());

        Assert.Equal(4096, Variants.ResNet("2047", ("Widths", "1")).Net().LayerCount);
        Assert.Equal(["NV2006 layers 0+4: layers | 4096"], Variants.ResNet("2048", ("Widths", "1")).Problems());

        Assert.Equal(4096, Variants.DenseNet("2047", ("GrowthRate", 1)).Net().LayerCount);
        Assert.Equal(["NV2006 layers 0+4: layers | 4096"], Variants.DenseNet("2048", ("GrowthRate", 1)).Problems());
    }

    private static void AssertFound(Func<string, (string, object)[], VariantDeclaration> declare, string marked, string id)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var length = marked.IndexOf("|]", StringComparison.Ordinal) - start - 2;
        var text = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        var problem = Assert.Single(VariantCompiler.Compile(declare(text, [])).Problems);

        Assert.Equal((id, Problem.LayersArgument, start, length), (problem.Id, problem.Argument, problem.Start, problem.Length));
    }
}
