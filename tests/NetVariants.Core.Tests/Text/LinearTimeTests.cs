using System;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using Xunit;

namespace NetVariants.Core.Tests.Text;

/// <summary>
/// Long texts cost no more than their length. Nothing is timed: reading moves forward only, and what a compilation allocates, which is
/// deterministic, grows no faster than the text.
/// </summary>
public sealed class LinearTimeTests
{
    [Theory]
    [InlineData("64, M ,128,,  x,")]
    [InlineData(",,,,")]
    [InlineData("   ")]
    [InlineData("no comma at all")]
    public void Tokens_are_read_once_from_left_to_right(string text)
    {
        var reader = new ListReader(text);
        var end = 0;
        var count = 0;
        while (reader.Next(out var token))
        {
            Assert.InRange(token.Start, end, text.Length);
            end = token.Start + token.Length;
            count++;
        }

        Assert.Equal(text.Count(c => c == ',') + 1, count);
    }

    [Theory]
    [InlineData("64,")]
    [InlineData("M,")]
    [InlineData("x")]
    [InlineData("x,")]
    [InlineData(",")]
    [InlineData("9")]
    [InlineData(" ")]
    public void A_long_text_costs_no_more_than_its_length(string piece)
    {
        foreach (var declare in new Func<string, (string, object)[], VariantDeclaration>[]
        {
            Variants.Vgg,
            Variants.ResNet,
            Variants.DenseNet,
        })
        {
            var half = Allocated(declare(string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length)), []));
            var whole = Allocated(declare(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)), []));

            Assert.InRange(whole, 0, (2 * half) + 4096);
            Assert.InRange(whole, 0, 1_000_000);
        }
    }

    [Theory]
    [InlineData("VggVariant(\"vgg\", \"{0}\", HiddenFeatures = 1)", "1,1,1,1,1,1,1,1,1,1", "1,1,1,1,1")]
    [InlineData("ResNetVariant(\"resnet\", \"{0}\", Widths = \"1\")", "1000", "500")]
    [InlineData("DenseNetVariant(\"densenet\", \"{0}\", GrowthRate = 1)", "1000", "500")]
    public void A_deep_network_costs_no_more_than_its_depth(string format, string twice, string once)
    {
        var half = Allocated(Variants.Read(format.Replace("{0}", Deep(once), StringComparison.Ordinal)));
        var whole = Allocated(Variants.Read(format.Replace("{0}", Deep(twice), StringComparison.Ordinal)));

        Assert.InRange(whole, 0, (2 * half) + 65_536);

        static string Deep(string layers) => layers.Length < 5 ? layers : string.Join(',', Enumerable.Repeat(layers, 100));
    }

    private static long Allocated(VariantDeclaration declaration)
    {
        // The least of a few runs: now and then the runtime allocates on its own account.
        return Enumerable.Range(0, 4).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            VariantCompiler.Compile(declaration);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
