using System;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using Xunit;

namespace NetVariants.Core.Tests.Text;

/// <summary>
/// What was meant by a token that is none: a guess only where a slip has one reading, and only what is right when it is taken.
/// </summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("m", "M")]
    [InlineData("a", "A")]
    [InlineData("64K5", "64k5")]
    [InlineData("64 K 5 S 2", "64k5s2")]
    [InlineData("6O", "60")]
    [InlineData("6o", "60")]
    [InlineData("l28", "128")]
    [InlineData("I28", "128")]
    [InlineData("+64", "64")]
    [InlineData("64.0", "64")]
    [InlineData("64 128", "64,128")]
    [InlineData("６４", "64")]
    [InlineData("٦4", "64")]
    [InlineData("6\u200b4", "64")]
    [InlineData("64;128", "64,128")]
    [InlineData("64|128", "64,128")]
    [InlineData("64/128/M", "64,128,M")]
    [InlineData("64\tM", "64,M")]
    [InlineData("64M", "64,M")]
    [InlineData("6M", "6,M")]
    [InlineData("６０", "60")]
    [InlineData("6\u007f4", "64")]
    [InlineData("6~4", null)]
    [InlineData("", null)]
    [InlineData("64A", "64,A")]
    [InlineData("MP", "M")]
    [InlineData("max", "M")]
    [InlineData("MaxPool", "M")]
    [InlineData("max_pooling", "M")]
    [InlineData("max-pool-2d", "M")]
    [InlineData("pool", "M")]
    [InlineData("p", "M")]
    [InlineData("ap", "A")]
    [InlineData("Avg", "A")]
    [InlineData("avg pool", "A")]
    [InlineData("AvgPool2d", "A")]
    [InlineData("average", "A")]
    [InlineData("mean", "A")]
    [InlineData("64k5K3", null)]
    [InlineData("64.5", null)]
    [InlineData("O", null)]
    [InlineData("OO", null)]
    [InlineData("l23456", null)]
    [InlineData("l2345", "12345")]
    [InlineData("l9", "19")]
    [InlineData("l/2", null)]
    [InlineData("l:2", null)]
    [InlineData("K5", null)]
    [InlineData("64Ks5", null)]
    [InlineData("64X5", null)]
    [InlineData("64K", null)]
    [InlineData("64x", null)]
    [InlineData("conv", null)]
    [InlineData("64k", null)]
    [InlineData("6/", null)]
    [InlineData("XM", null)]
    public void A_mistyped_vgg_token_gets_a_suggestion(string token, string? meant) => AssertMeant(meant, Variants.Vgg("8," + token));

    [Theory]
    [InlineData("2;2", "2,2")]
    [InlineData("2 2", "2,2")]
    [InlineData("l", "1")]
    [InlineData("2.0", "2")]
    [InlineData("+9", "9")]
    [InlineData("M", null)]
    [InlineData("2M", null)]
    [InlineData("O", null)]
    [InlineData("l23456", null)]
    [InlineData("l2345", null)]
    [InlineData("l23", "123")]
    [InlineData("l0", "10")]
    [InlineData("2:2", null)]
    [InlineData("l:2", null)]
    [InlineData("l/2", null)]
    public void A_mistyped_number_gets_a_suggestion(string token, string? meant)
    {
        AssertMeant(meant, Variants.ResNet("1," + token));
        AssertMeant(meant, Variants.DenseNet("1," + token));
    }

    [Theory]
    [InlineData("2_SE", "se")]
    [InlineData("2_W32", "w32")]
    [InlineData("2_ relu", "nre")]
    [InlineData("2_se_SE", null)]
    [InlineData("2_ese_SE", null)]
    [InlineData("2_basic_bottleneck", null)]
    [InlineData("se_2", null)]
    [InlineData("l_se", "1")]
    [InlineData("2_nre_relu", null)]
    [InlineData("2_gelu_nge", null)]
    [InlineData("2_S9", null)]
    [InlineData("2;2;2;2;2;2;2", null)]
    public void A_suggestion_for_a_stage_is_accepted_in_its_place(string token, string? meant) =>
        AssertMeant(meant, Variants.ResNet(token));

    [Fact]
    public void A_long_token_gets_no_suggestion()
    {
        const string Long = "641;641;641;641;641;641;641;641;641;6412";
        AssertMeant(Long.Replace(';', ','), Variants.Vgg("8," + Long));
        AssertMeant(null, Variants.Vgg("8," + Long + "8"));
    }

    [Fact]
    public void Mistyped_declarations_have_no_problem_twice_and_only_suggestions_that_are_accepted()
    {
        var random = new Random(16);
        var suggestions = 0;
        foreach (var declaration in RandomDeclarations.Take(600, seed: 3).Where(declaration => declaration.Layers?.Length > 1))
        {
            var mistyped = declaration with { Layers = Mistype(declaration.Layers!, random) };
            var problems = VariantCompiler.Compile(mistyped).Problems;
            Assert.Equal(problems.Count, problems.Distinct().Count());
            foreach (var problem in problems.Where(problem => problem is { Argument: "layers", Length: > 0, Suggestion.Length: > 0 }))
            {
                var (start, meant) = (problem.Start, problem.Suggestion!);
                var taken = mistyped with { Layers = mistyped.Layers![..start] + meant + mistyped.Layers[(start + problem.Length)..] };
                Assert.DoesNotContain(
                    VariantCompiler.Compile(taken).Problems,
                    other => other.Argument == "layers" && other.Start < start + meant.Length && start < other.Start + other.Length);
                suggestions++;
            }
        }

        Assert.InRange(suggestions, 50, 3000);
    }

    /// <summary>Another case, a letter for a digit, another separator, or a setting twice.</summary>
    private static string Mistype(string layers, Random random)
    {
        var place = random.Next(layers.Length);
        return random.Next(4) switch
        {
            0 => layers.ToUpperInvariant() == layers ? layers.ToLowerInvariant() : layers.ToUpperInvariant(),
            1 => layers.Replace('1', 'l').Replace('0', 'o'),
            2 => layers.Replace(',', ';'),
            _ => layers[..place] + layers[(place / 2)..],
        };
    }

    private static void AssertMeant(string? meant, VariantDeclaration declaration) =>
        Assert.Equal(meant, Assert.Single(VariantCompiler.Compile(declaration).Problems).Suggestion);
}
