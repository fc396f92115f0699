using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Tests;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Compiles emitted text with a user's part, against TorchSharp's whole API, as strictly as a compiler can be set.</summary>
internal static class Compiler
{
    private static readonly MetadataReference s_attributes = MetadataReference.CreateFromFile(typeof(VariantInfo).Assembly.Location);

    /// <summary>
    /// The diagnostics as <c>CS0168 (12,5): message</c>: warnings up to level 9999, documentation checked, overflow checked. The emitted
    /// part is compiled without the pragma that silences it for users.
    /// </summary>
    public static IReadOnlyList<string> Diagnose(string emitted, string user, LanguageVersion version = LanguageVersion.Latest) =>
        Compile(emitted, user, version).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().StartLinePosition}: {diagnostic.GetMessage()}")
            .ToList();

    public static CSharpCompilation Compile(string emitted, string user, LanguageVersion version = LanguageVersion.Latest)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        var strict = emitted.Replace("#pragma warning disable\n", "", System.StringComparison.Ordinal);
        return CSharpCompilation.Create(
            "Emitted",
            [CSharpSyntaxTree.ParseText(strict, options), CSharpSyntaxTree.ParseText(user, options)],
            [.. ReferenceAssembly.Framework, ReferenceAssembly.Reference, s_attributes],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: version >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable,
                warningLevel: 9999,
                checkOverflow: true,
                specificDiagnosticOptions: ReferenceAssembly.Suppressed));
    }
}
