using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Core.Families;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>Dependencies between source folders.</summary>
public sealed partial class StructureTests
{
    [Theory]
    [InlineData("generators/NetVariants.Core", "NetVariants.Core")]
    [InlineData("generators/NetVariants.Generators", "NetVariants.Generators")]
    [InlineData("runtime/NetVariants.Runtime", "NetVariants")]
    [InlineData("runtime/NetVariants.Data", "NetVariants.Data")]
    [InlineData("runtime/NetVariants.Weights", "NetVariants.Weights")]
    [InlineData("runtime/NetVariants.Onnx", "NetVariants.Onnx")]
    public void Folders_have_no_cyclic_dependencies(string project, string root)
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, project))
            .Select(folder => Path.GetFileName(folder))
            .ToHashSet();
        var needs = folders.ToDictionary(
            folder => folder,
            folder => Sources(Path.Combine(project, folder))
                .SelectMany(file => Usings().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
                .Where(name => name.StartsWith(root + ".", StringComparison.Ordinal))
                .Select(name => name[(root.Length + 1)..].Split('.')[0])
                .Where(needed => needed != folder && folders.Contains(needed))
                .ToHashSet());

        Assert.NotEmpty(needs.Values.SelectMany(needed => needed));
        var left = new Dictionary<string, HashSet<string>>(needs);
        while (left.Keys.FirstOrDefault(folder => !left[folder].Any(left.ContainsKey)) is { } free)
            left.Remove(free);
        Assert.Empty(left.Select(pair => $"{pair.Key} needs {string.Join(" and ", pair.Value.Where(left.ContainsKey))}"));
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

    /// <summary>Beside documentation and the table's row, which names the folder.</summary>
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

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"^using (static )?(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Usings();

    [GeneratedRegex("Reference Include=\"(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
