using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Declarations;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Tests.Harness;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>Descriptors, pages and release files say the same.</summary>
public sealed class DescriptorTests
{
    private static readonly string s_pages = Repository.PathOf("docs/diagnostics");

    public static TheoryData<string> Ids => [.. Descriptors.ById.Keys];

    [Fact]
    public void Every_id_has_a_descriptor()
    {
        var ids = typeof(DiagnosticIds)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(ids.Order(), Descriptors.ById.Keys.Order());
        Assert.Equal(
            ids.Where(id => id != DiagnosticIds.GeneratorFailed).Order(),
            new VariantAnalyzer().SupportedDiagnostics.Select(d => d.Id).Order());
    }

    /// <summary>In the sources too: outside the one list, an id is named by its constant.</summary>
    [Fact]
    public void Ids_are_written_in_one_file()
    {
        var written =
            from file in Directory.EnumerateFiles(Repository.PathOf("generators"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal)
                && Regex.IsMatch(File.ReadAllText(file), "\"NV[0-9]{4}\"", RegexOptions.ExplicitCapture)
            select Path.GetFileName(file);

        Assert.Equal([nameof(DiagnosticIds) + ".cs"], written);
    }

    [Fact]
    public void Every_page_belongs_to_an_id()
    {
        var pages = Directory.GetFiles(s_pages).Select(path => Path.GetFileName(path)!);
        Assert.Equal(Descriptors.ById.Keys.Order().Select(id => id + ".md"), pages.Order());
    }

    [Fact]
    public void The_release_files_list_every_descriptor_and_nothing_else()
    {
        var folder = Repository.PathOf("generators/NetVariants.Generators/Diagnostics");
        var rows = Directory.GetFiles(folder, "AnalyzerReleases.*.md")
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("NV", StringComparison.Ordinal));
        var expected = Descriptors.ById.Values.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}");
        Assert.Equal(expected.Order(), rows.Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_title_of_its_descriptor_and_is_its_help_link(string id)
    {
        var descriptor = Descriptors.ById[id];
        Assert.Equal($"# {id}: {descriptor.Title}", File.ReadLines(PageOf(id)).First());
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_page_shows_a_declaration_that_fails_and_its_repair(string id)
    {
        if (id is DiagnosticIds.GeneratorFailed or DiagnosticIds.BadBudget)
            return;
        var page = await File.ReadAllTextAsync(PageOf(id));
        string[] examples = [.. Regex.Matches(page, "(?<=```csharp\n).*?(?=```)", RegexOptions.Singleline).Select(match => match.Value)];
        var needsTorch = id == DiagnosticIds.TorchNotReferenced;

        var failing = GeneratorRun.Generate(
            Project.Compile([examples[0]], references: needsTorch ? Project.WithoutTorch : Project.References));
        // Advice is reported with what a build shows, and with other advice.
        Assert.Contains(id, (await Expect.OwnOf(failing)).Select(d => d.Id));
        // So does what an error follows from.
        string[] others = id switch
        {
            DiagnosticIds.BaseInError =>
            [DiagnosticIds.BadToken],
            DiagnosticIds.OtherFamilysOption => ["CS0246"],
            _ => []
        };
        Assert.Equal(
            Descriptors.ById[id].DefaultSeverity == DiagnosticSeverity.Info ? [] : [id],
            (await Expect.AllOf(failing)).Select(d => d.Id).Where(found => !others.Contains(found)));

        var repaired = needsTorch ? examples.Single() : examples[1];
        Assert.Empty(await Expect.AllOf(GeneratorRun.Generate(repaired)));
        Assert.DoesNotContain(id, (await Expect.OwnOf(GeneratorRun.Generate(repaired))).Select(d => d.Id));
    }

    private static string PageOf(string id) => Path.Combine(s_pages, id + ".md");
}
