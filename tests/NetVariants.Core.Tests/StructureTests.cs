using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Core.Compilation;
using NetVariants.Core.Families;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>Source folders: their dependencies and namespaces.</summary>
public sealed partial class StructureTests
{
    public static TheoryData<string> Projects => [.. ProjectFiles().Select(file => Path.GetDirectoryName(file)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_have_no_cyclic_dependencies(string project) => Assert.Empty(new FolderDependencies(project).Cycles());

    /// <summary>Internal folders use a library's exceptions and values, and what opens a file uses the folders.</summary>
    [Theory]
    [InlineData("runtime/NetVariants.Data")]
    [InlineData("runtime/NetVariants.Weights")]
    public void A_folder_that_is_used_by_what_it_uses_is_found(string project) =>
        Assert.NotEmpty(new FolderDependencies(project, layers: false).Cycles());

    /// <summary>Except for what the compiler looks for in a namespace of its own.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_follow_folders(string project)
    {
        var file = ProjectFiles().Single(file => Path.GetDirectoryName(file) == project);
        var root = RootNamespace().Match(File.ReadAllText(Repository.PathOf(file))) is { Success: true } match
            ? match.Groups["name"].Value
            : Path.GetFileNameWithoutExtension(file);
        var found =
            from source in Sources(project)
            let folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.PathOf(project), source))!
            let expected = folder.Length == 0 ? root : $"{root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
            from line in File.ReadLines(source)
            where line.StartsWith("namespace ", StringComparison.Ordinal)
            where line != $"namespace {expected};" && line != "namespace System.Runtime.CompilerServices;"
            select $"{Path.GetRelativePath(Repository.Root, source)}: {line}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("runtime/NetVariants.Data", "NetVariants.Core")]
    [InlineData("runtime/NetVariants.Files", "NetVariants.Core")]
    [InlineData("runtime/NetVariants.Weights", "NetVariants.Core")]
    [InlineData("runtime/NetVariants.Onnx")]
    public void Data_Weights_Onnx_and_what_they_share_use_no_torch_and_no_runtime(string project, params string[] nor)
    {
        string[] used =
        [
            .. Sources(project).SelectMany(file => Usings().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)),
            .. Directory.GetFiles(Path.Combine(Repository.Root, project), "*.csproj")
                .SelectMany(file => Reference().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)),
        ];

        Assert.NotEmpty(used);
        string[] others = ["TorchSharp", "libtorch", "NetVariants.Runtime", .. nor];
        Assert.DoesNotContain(used, name => others.Any(other => name.Contains(other, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Except for documentation and the table's row, which names the folder.</summary>
    [Fact]
    public void A_familys_name_is_nowhere_but_in_its_folder_its_attribute_and_Models()
    {
        string[] names = [.. FamilyTable.Families.Select(family => family.Attribute.Replace("Variant", "", StringComparison.Ordinal))];
        string[] own =
        [
            "NetVariants.Core/Families/", .. names.Select(name => $"generators/NetVariants/{name}"), "runtime/NetVariants.Models/"
        ];
        var found =
            from project in new[] { "generators", "runtime" }
            from file in Sources(project)
            let path = Path.GetRelativePath(Repository.Root, file)
            where !own.Any(place => path.Contains(place, StringComparison.Ordinal))
            from line in File.ReadLines(file)
            let code = Comment().Replace(line, "")
            from name in names
            where code.Contains(name, StringComparison.OrdinalIgnoreCase)
            select $"{path}: {line.Trim()}";

        Assert.Empty(found);
        Assert.Equal(names.Order(), Directory.GetDirectories(Path.Combine(Repository.Root, "generators/NetVariants.Core/Families"))
            .Select(folder => Path.GetFileName(folder)).Where(folder => folder != "Shared").Order());
    }

    [Fact]
    public void The_generator_runs_without_the_attributes_assembly() => Assert.DoesNotContain(
        typeof(VariantCompiler).Assembly.GetReferencedAssemblies(),
        assembly => assembly.Name == typeof(VariantInfo).Assembly.GetName().Name);

    /// <summary>A folder's sources, without what is built, what runs in a user's build, and what tests compare with.</summary>
    internal static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Elsewhere().IsMatch(Path.GetRelativePath(Repository.Root, file)));

    private static IEnumerable<string> ProjectFiles() => new[] { "generators", "runtime", "samples", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file));

    [GeneratedRegex(@"[/\\](bin|obj|build)[/\\]|\.verified\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<RootNamespace>(?<name>.*)</RootNamespace>", RegexOptions.ExplicitCapture)]
    private static partial Regex RootNamespace();

    [GeneratedRegex(@"^using (static )?(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Usings();

    [GeneratedRegex("Reference Include=\"(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
