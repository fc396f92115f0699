using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Tests;

namespace NetVariants.Generators.Tests.Harness;

/// <summary>Compilations as a user's project has them. References are read once for all tests.</summary>
internal static class Project
{
    private static readonly ConcurrentDictionary<(bool IsNullable, IEnumerable<MetadataReference> References), CSharpCompilation> s_empty =
        new();
    private static readonly MetadataReference s_attributes = MetadataReference.CreateFromFile(
        typeof(VggVariantAttribute).Assembly.Location);

    /// <summary>The framework and the attributes, without TorchSharp.</summary>
    public static IReadOnlyList<MetadataReference> WithoutTorch { get; } = [.. ReferenceAssembly.Framework, s_attributes];

    /// <summary>The framework, the attributes and TorchSharp's declarations.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } = [.. WithoutTorch, ReferenceAssembly.Reference];

    /// <summary>A library of the given files, nullable, with its documentation checked.</summary>
    public static CSharpCompilation Compile(
        IEnumerable<string> sources, LanguageVersion version = LanguageVersion.Latest, IEnumerable<MetadataReference>? references = null)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        return Empty(version >= LanguageVersion.CSharp8, references ?? References)
            .AddSyntaxTrees(sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, options, path: $"File{i}.cs")));
    }

    /// <remarks>A compilation made from another shares what that has read of the references, which is most of its cost.</remarks>
    private static CSharpCompilation Empty(bool isNullable, IEnumerable<MetadataReference> references) =>
        s_empty.GetOrAdd((isNullable, references), static key => CSharpCompilation.Create(
            "App",
            [],
            key.References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                checkOverflow: true,
                warningLevel: 9999,
                specificDiagnosticOptions: ReferenceAssembly.Suppressed,
                nullableContextOptions: key.IsNullable ? NullableContextOptions.Enable : NullableContextOptions.Disable)));
}
