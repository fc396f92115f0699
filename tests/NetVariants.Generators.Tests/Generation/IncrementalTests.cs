using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using NetVariants.Tests;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>What an edit makes the generator do again, on a warm driver as in an IDE.</summary>
public sealed class IncrementalTests
{
    private static readonly string[] s_files =
    [
        Samples.Model,
        Samples.Zoo,
        "namespace App; public static class Program { public static int Run(int x) { return x + 1; } }",
    ];

    public static TheoryData<string, int, string> HarmlessEdits => new()
    {
        { "nothing", 0, Samples.Model },
        { "a comment above the class", 0, Samples.Model.Replace(
            "/// <summary>", "// Trained last week.\n/// <summary>", StringComparison.Ordinal) },
        { "a comment in the attribute", 0, Samples.Model.Replace(
            "\"vgg_small\",", "\"vgg_small\", /* 4 layers */", StringComparison.Ordinal) },
        { "another form of the same text", 0, Samples.Model.Replace("\"16,M,32,M\"", "@\"16,M,\" + \"32,M\"", StringComparison.Ordinal) },
        { "a body in another file", 2, s_files[2].Replace("x + 1", "x + 2", StringComparison.Ordinal) },
        { "a type in another file", 2, s_files[2] + " public class More { }" },
        { "a type before the class", 0, Samples.Model.Replace(
            "/// <summary>", "public class Before;\n\n/// <summary>", StringComparison.Ordinal) },
        { "a member in the class", 0, Samples.Model.Replace("VggSmall;", "VggSmall { public int Size => 1; }", StringComparison.Ordinal) },
        { "an attribute of somebody else", 0, Samples.Model.Replace(
            "public partial", "[System.Obsolete] public partial", StringComparison.Ordinal) },
        { "a modifier", 0, Samples.Model.Replace("public partial", "public sealed partial", StringComparison.Ordinal) },
    };

    public static TheoryData<string, int, string> RealEdits => new()
    {
        { "the text", 0, Samples.Model.Replace("16,M", "24,M", StringComparison.Ordinal) },
        { "the name", 0, Samples.Model.Replace("vgg_small", "vgg_tiny", StringComparison.Ordinal) },
        { "a knob", 0, Samples.Model.Replace("NumClasses = 10", "NumClasses = 11", StringComparison.Ordinal) },
        { "a typo", 0, Samples.Model.Replace("16,M", "16,x", StringComparison.Ordinal) },
        { "a base class", 0, Samples.Model.Replace("VggSmall;", "VggSmall : System.Random;", StringComparison.Ordinal) },
        { "a member of a generated name", 0, Samples.Model.Replace(
            "VggSmall;", "VggSmall { public int Macs => 1; }", StringComparison.Ordinal) },
        { "one of a zoo's variants", 1, Samples.Zoo.Replace("1,1,1", "1,1,2", StringComparison.Ordinal) },
        { "the order of a zoo's variants", 1, Swapped(Samples.Zoo) },
    };

    [Theory]
    [MemberData(nameof(HarmlessEdits))]
    public void An_edit_that_changes_no_model_writes_no_file(string edit, int file, string source)
    {
        _ = edit;
        var run = GeneratorRun.Generate(s_files).Edit(file, source);
        AssertOutputs(run, Cached, Cached);
        Assert.All(run.ReasonsOf(TrackingNames.Files), reason => Assert.True(reason is Cached or Unchanged));
    }

    [Theory]
    [MemberData(nameof(RealEdits))]
    public void An_edit_of_one_model_writes_its_file_alone(string edit, int file, string source)
    {
        _ = edit;
        var before = GeneratorRun.Generate(s_files);
        var after = before.Edit(file, source);
        AssertOutputs(after, Cached, Modified);
        Assert.Equal(
            before.Files.Select(f => f.HintName).Order(StringComparer.Ordinal),
            after.Files.Select(f => f.HintName).Order(StringComparer.Ordinal));
        Assert.Single(after.Files, f => before.Files.All(b => b.SourceText.ToString() != f.SourceText.ToString()));
    }

    [Fact]
    public void A_new_model_is_one_new_file()
    {
        var before = GeneratorRun.Generate(s_files);
        AssertOutputs(
            before.Edit(2, s_files[2] + " [NetVariants.ResNetVariant(\"resnet14\", \"2,2,1,1\")] public partial class ResNet14;"),
            Cached,
            Cached,
            New);
    }

    [Fact]
    public void Removing_a_model_removes_its_file()
    {
        var before = GeneratorRun.Generate(s_files);
        var after = before.Edit(0, "namespace App;");
        Assert.Contains(Removed, after.OutputReasons);
        Assert.Contains(Assert.Single(after.Files).SourceText.ToString(), Sorted(before));
    }

    [Fact]
    public void A_model_that_moves_to_another_file_keeps_its_text()
    {
        var before = GeneratorRun.Generate(s_files);
        var after = before.Edit(0, "namespace App;").Edit(
            2,
            s_files[2] + Samples.Model[Samples.Model.IndexOf('[', StringComparison.Ordinal)..].Replace(
                "[", "[NetVariants.", StringComparison.Ordinal));
        Assert.Equal(Sorted(before), Sorted(after));
    }

    [Fact]
    public void Without_TorchSharp_nothing_is_written()
    {
        var before = GeneratorRun.Generate(s_files);
        var after = before.Edit(before.Input.RemoveReferences(ReferenceAssembly.Reference));
        Assert.Empty(after.Files);
        Assert.Equal(2, after.Edit(before.Input).Files.Length);
    }

    [Fact]
    public void An_older_language_version_changes_the_text()
    {
        var before = GeneratorRun.Generate(
            Project.Compile(
                [Samples.Model
                    .Replace("namespace App;", "namespace App {", StringComparison.Ordinal)
                    .Replace("VggSmall;", "VggSmall { } }", StringComparison.Ordinal)]));
        var tree = before.Input.SyntaxTrees.First();
        var old = CSharpSyntaxTree.ParseText(
            tree.GetText(), ((CSharpParseOptions)tree.Options).WithLanguageVersion(LanguageVersion.CSharp7_3), tree.FilePath);
        var after = before.Edit(before.Input.RemoveAllSyntaxTrees().AddSyntaxTrees(old));
        Assert.NotEqual(before.Text, after.Text);
    }

    [Fact]
    public async Task Editing_breaking_and_repairing_a_layer_string_updates_the_output()
    {
        const string User = """
            namespace App;

            public static class Program
            {
                public static long Run() => VggSmall.ParameterCount + VggSmall.Create().features.Count;
            }
            """;
        var wider = Samples.Model.Replace("16,M", "24,M", StringComparison.Ordinal);
        var first = GeneratorRun.Generate(Samples.Model, Samples.Zoo, User);

        var edited = first.Edit(0, wider);
        var broken = edited.Edit(0, wider.Replace("24,M", "24,x", StringComparison.Ordinal));
        var mended = broken.Edit(0, wider);

        Assert.Empty(await Expect.AllOf(edited));
        Assert.Equal(Sorted(GeneratorRun.Generate(wider, Samples.Zoo, User)), Sorted(edited));
        Assert.NotEqual(Sorted(first), Sorted(edited));
        var errors = (await Expect.AllOf(broken)).Select(d => d.Id);
        Assert.Equal(["CS0619", "CS0619", "CS0619", "NV2001"], errors.Order(StringComparer.Ordinal));
        Assert.Empty(await Expect.AllOf(mended));
        Assert.Equal(Sorted(edited), Sorted(mended));
        Assert.All([edited, broken, mended], run => AssertOutputs(run, Cached, Modified));
    }

    private static void AssertOutputs(GeneratorRun run, params IncrementalStepRunReason[] expected) =>
        Assert.Equal(expected.Order(), run.OutputReasons.Order());

    private static string Swapped(string zoo)
    {
        var lines = zoo.Split('\n');
        var first = Array.FindIndex(lines, line => line.StartsWith('['));
        (lines[first + 1], lines[first + 2]) = (lines[first + 2], lines[first + 1]);
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Sorted(GeneratorRun run) =>
        run.Files.Select(f => f.SourceText.ToString()).Order(StringComparer.Ordinal);
}
