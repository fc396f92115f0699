using System;
using System.Linq;
using System.Threading.Tasks;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>File names that the compiler accepts, and tells apart without case.</summary>
public sealed class HintNameTests
{
    private const string Attribute = "[ResNetVariant(\"resnet14\", \"2,2,1,1\")] ";

    [Fact]
    public async Task Types_that_differ_in_case_arity_or_nesting_have_files_of_their_own()
    {
        var source = "using NetVariants;\n" + string.Join('\n', new[]
        {
            "namespace A { TARGET Net; TARGET NET; TARGET nET; }",
            "namespace a { TARGET Net; }",
            "namespace A.B { TARGET Net; public partial class C { TARGET Net; } public partial class C<T> { TARGET Net; } public partial "
                + "class C<T, U> { TARGET Net; } }",
            "TARGET Net;",
        }).Replace("TARGET", Attribute + "public static partial class", StringComparison.Ordinal);

        var run = GeneratorRun.Generate(source);

        Assert.Equal(9, run.Files.Select(f => f.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains(run.Files, f => f.HintName.StartsWith("A.B.C`1+Net.", StringComparison.Ordinal));
        Assert.Empty(await Expect.AllOf(run));
    }

    [Fact]
    public async Task Long_keyword_and_unicode_names_are_accepted()
    {
        var longName = new string('N', 600);
        var run = GeneratorRun.Generate(
            $"using NetVariants; namespace Ünï.@class {{ {Attribute} public partial class {longName}A; {Attribute} public partial class "
                + $"{longName}B; {Attribute} public partial class @event; {Attribute} public partial class 模型; }}");
        Assert.Equal(4, run.Files.Length);
        Assert.All(run.Files, f => Assert.InRange(f.HintName.Length, 1, 100));
        Assert.All(run.Files, f => Assert.DoesNotContain('@', f.HintName));
        Assert.Empty(await Expect.AllOf(run));
    }

    [Fact]
    public void A_name_is_the_same_in_every_run_and_process()
    {
        Assert.Equal("App.VggSmall.6ebe5415.g.cs", Assert.Single(GeneratorRun.Generate(Samples.Model).Files).HintName);
    }
}
