using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>A type has one file, however many parts and attributes it has and whichever of them the host calls for.</summary>
public sealed class PartialDeclarationTests
{
    private const string Usings = "using NetVariants;\n";

    [Theory]
    [InlineData(
        "one file",
        "[VggVariant(\"a\", \"64,M\")] public static partial class Zoo; [ResNetVariant(\"b\", \"1,1\")] static partial class Zoo; "
            + "[VggVariant(\"c\", \"64,M\")] static partial class Zoo;")]
    [InlineData(
        "parts without attributes",
        "public static partial class Zoo; [VggVariant(\"a\", \"64,M\"), ResNetVariant(\"b\", \"1,1\")] static partial class Zoo; "
            + "[VggVariant(\"c\", \"64,M\")] static partial class Zoo;")]
    [InlineData(
        "several lists",
        "[VggVariant(\"a\", \"64,M\")] [System.Obsolete, ResNetVariant(\"b\", \"1,1\")] [VggVariant(\"c\", \"64,M\")] public static "
            + "partial class Zoo;")]
    [InlineData(
        "several files",
        "[VggVariant(\"a\", \"64,M\")] public static partial class Zoo;",
        "using NetVariants; [ResNetVariant(\"b\", \"1,1\"), VggVariant(\"c\", \"64,M\")] static partial class Zoo;")]
    [InlineData(
        "several files, the first without",
        "public static partial class Zoo;",
        "using NetVariants; [VggVariant(\"a\", \"64,M\")] static partial class Zoo; [ResNetVariant(\"b\", \"1,1\"), VggVariant(\"c\", "
            + "\"64,M\")] static partial class Zoo;")]
    public async Task Partial_declarations_form_one_zoo(string name, params string[] files)
    {
        _ = name;
        var run = GeneratorRun.Generate([Usings + files[0], .. files[1..]]);
        Assert.Empty(await Expect.AllOf(run));
        string[] models = [.. run.Output.GetTypeByMetadataName("Zoo")!.GetTypeMembers().Select(type => type.Name)];
        Assert.Equal(["A", "B", "C"], models);
        Assert.Contains("A.Info,", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assemblies_that_see_each_others_internals_share_no_generated_type()
    {
        const string Net = "using NetVariants; [ResNetVariant(\"resnet14\", \"2,2,1,1\")] ";
        var library = GeneratorRun.Generate(
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n",
            Net + "partial class Net; " + Net[18..] + "static partial class Zoo;");
        var named = library.Output.WithAssemblyName("Library");
        Assert.Empty(await Expect.AllOf(library));

        var app = GeneratorRun.Generate(Project.Compile(
            [Net + "partial class Own; " + Net[18..]
                + "static partial class Others { public static long Sum => Own.Macs + Resnet14.Macs + Net.Macs + Zoo.Resnet14.Macs; }"],
            references: [.. Project.References, named.ToMetadataReference()]));

        Assert.Empty(await Expect.AllOf(app));
    }

    [Theory]
    [InlineData("no name", "[VggVariant(\"a\", \"64,M\")] public partial class ;", "CS1001")]
    [InlineData("no name, with a body", "[VggVariant(\"a\", \"64,M\")] public partial class { }", "CS1001")]
    [InlineData(
        "twice, not partial", "[VggVariant(\"a\", \"64,M\")] public class Net; [VggVariant(\"b\", \"64,M\")] public class Net;", "CS0101")]
    [InlineData(
        "twice, once partial",
        "[VggVariant(\"a\", \"64,M\")] public partial class Net; [VggVariant(\"b\", \"64,M\")] public class Net;",
        "CS0260")]
    [InlineData(
        "twice, once static",
        "[VggVariant(\"a\", \"64,M\")] public partial class Net; [VggVariant(\"b\", \"64,M\")] public static partial class Net;",
        null)]
    [InlineData("as class and as struct", "[VggVariant(\"a\", \"64,M\")] public partial class Net; public partial struct Net;", "CS0261")]
    [InlineData("no closing parenthesis", "[VggVariant(\"a\", \"64,M\" public partial class Net;", "CS1026")]
    [InlineData("no closing bracket", "[VggVariant(\"a\", \"64,M\") public partial class Net;", "CS1003")]
    [InlineData("no closing quote", "[VggVariant(\"a\", \"64,M)] public partial class Net;", "CS1010")]
    public async Task Source_that_does_not_compile_causes_no_exception(string name, string source, string? error)
    {
        _ = name;
        var run = GeneratorRun.Generate(Usings + source, Usings + "[VggVariant(\"ok\", \"64,M\")] public partial class Ok;");
        string[] found = [.. (await Expect.AllOf(run)).Select(d => d.Id)];
        if (error is not null)
            Assert.Contains(error, found);
        Assert.Contains(run.Files, f => f.HintName.StartsWith("Ok.", StringComparison.Ordinal));
        Assert.DoesNotContain("AD0001", found);
        Assert.DoesNotContain("NV9000", found);
    }
}
