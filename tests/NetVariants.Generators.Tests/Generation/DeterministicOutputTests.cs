using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>The same sources give the same bytes, whatever the order of files and the machine's culture.</summary>
public sealed class DeterministicOutputTests
{
    private static readonly string[] s_files =
    [
        Samples.Model,
        Samples.Zoo,
        "namespace App; [NetVariants.VggVariant(\"vgg_more\", \"16,M\", Dropout = 0.25)] static partial class Zoo;",
        "namespace App; [NetVariants.VggVariant(\"vgg_bad\", \"16,x\", Dropout = -0.5)] public partial class Bad;",
    ];

    [Fact]
    public void The_order_of_files_does_not_change_the_output()
    {
        var compilation = Project.Compile(s_files);
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
        Assert.Equal(Texts(GeneratorRun.Generate(compilation)), Texts(GeneratorRun.Generate(reversed)));
    }

    /// <summary>
    /// Signs and separators of fi-FI, ar-SA, de-DE, fr-CH and fa-IR; made by hand, because the tests run without culture data.
    /// </summary>
    [Theory]
    [InlineData("\u2212", ",", "\u00a0")]
    [InlineData("\u061c-", "\u066b", "\u066c")]
    [InlineData("-", ",", ".")]
    [InlineData("-", ".", "\u2019")]
    [InlineData("\u200e\u2212", "\u066b", "\u066c")]
    public void The_culture_does_not_change_the_output(string minus, string point, string group)
    {
        var expected = Texts(GeneratorRun.Generate(s_files));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = minus;
            culture.NumberFormat.NumberDecimalSeparator = point;
            culture.NumberFormat.NumberGroupSeparator = group;
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Texts(GeneratorRun.Generate(s_files)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_end_with_a_line_feed()
    {
        Assert.All(
            Texts(GeneratorRun.Generate([.. s_files.Select(file => file.ReplaceLineEndings("\r\n"))])),
            text => Assert.DoesNotContain('\r', text));
    }

    private static IEnumerable<string> Texts(GeneratorRun run) =>
        run.Files.OrderBy(f => f.HintName, StringComparer.Ordinal).Select(f => f.HintName + "\n" + f.SourceText);
}
