using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>Half-written sources: what an IDE hands over at each keystroke.</summary>
public sealed class IncompleteSourceTests
{
    private const string Rich = """"
        using NetVariants;
        namespace App.@class;
        static class K { public const string X = "64"; }
        public partial class Outer<T>
        {
            [VggVariant("vgg" + "_small", $"{K.X},M,{nameof(K)}" + """5x2""", BatchNorm = true, Dropout = -1.5)]
            [ResNetVariant(layers: @"1,""1", name: "r\u0065s", Widths = "16,32", Block = (ResNetBlock)7)]
            [DenseNetVariant(null!, "6,6"), global::NetVariants.VggVariant("d", "M,M,M", ImageSize = 4)]
            private static partial class Zoo { public class Vgg; public int All; }
        }
        [ResNetVariant("r", "1,1")] partial record class R(int X) : System.Random;
        """";

    [Fact]
    public async Task No_prefix_of_the_source_crashes_the_generator()
    {
        for (var length = 0; length <= Rich.Length; length++)
            await AssertSurvived(Rich[..length]);
    }

    [Fact]
    public async Task No_missing_token_crashes_the_generator()
    {
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(Rich).GetRoot().DescendantTokens()];
        foreach (var token in tokens)
            await AssertSurvived(Rich.Remove(token.SpanStart, token.Span.Length));
    }

    private static async Task AssertSurvived(string source)
    {
        var run = GeneratorRun.Generate(source);
        Assert.All(await Expect.OwnOf(run), d => Assert.False(d.Id is "AD0001" or "NV9000", $"{d}\n{source}"));
    }
}
