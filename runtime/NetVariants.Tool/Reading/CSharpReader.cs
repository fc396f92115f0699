using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Generators;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;
using NetVariants.Generators.Validation;
using NetVariants.Tool.Networks;

namespace NetVariants.Tool.Reading;

/// <summary>
/// Reads variant attributes as the compiler and the generator's analyzer do, constants and bases included, so that an error has the same
/// text and place as in a build.
/// </summary>
internal sealed class CSharpReader
{
    private const string Zoo = "public static partial class DeclaredOnTheCommandLine;";

    private readonly DeclarationSource _source;
    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _tree;
    private readonly List<(AttributeSyntax Attribute, Network Network)> _networks = [];
    private readonly List<Diagnostic> _found = [];
    private readonly CompilerErrors _errors;

    private CSharpReader(DeclarationSource source)
    {
        (_source, _errors) = (source, new CompilerErrors(source.IsFile));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        _tree = CSharpSyntaxTree.ParseText(source.Program, options);
        // What a project's other files say by global usings.
        var usings = source.IsFile ? "global using NetVariants;" : "global using NetVariants; global using NetVariants.Models;";
        _compilation = CSharpCompilation.Create(
            "declarations",
            [CSharpSyntaxTree.ParseText(usings, options), _tree],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>Reads the attributes of a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReadingResult ReadFile(string path) => new CSharpReader(DeclarationSource.OfFile(path, File.ReadAllText(path))).Read();

    /// <summary>Reads one or several attributes, with or without brackets, and with or without a class below them.</summary>
    public static ReadingResult ReadText(string text)
    {
        var isList = text.TrimStart().StartsWith('[');
        var hasClass = CSharpSyntaxTree.ParseText(text).GetRoot().ChildNodes().OfType<TypeDeclarationSyntax>().Any();
        var program = hasClass ? text : isList ? $"{text}\n{Zoo}" : $"[\n{text}\n]\n{Zoo}";
        return new CSharpReader(DeclarationSource.OfCommandLine(text, program, linesBefore: hasClass || isList ? 0 : 1)).Read();
    }

    private ReadingResult Read()
    {
        var model = _compilation.GetSemanticModel(_tree);
        var root = (CompilationUnitSyntax)_tree.GetRoot();
        var types = root.DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Select(syntax => model.GetDeclaredSymbol(syntax)).OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in types)
            Read(type);
        // What does not parse means nothing: the errors that follow from it are noise.
        Diagnostic[] syntax = [.. _tree.GetDiagnostics().Where(_errors.Concerns)];
        var compilers = syntax.Length > 0 ? syntax : model.GetDiagnostics().Where(_errors.Concerns).ToArray();
        Network[] networks = [.. _networks.Where(found => !_errors.IsRejected(found.Attribute, compilers)).Select(found => found.Network)];
        List<Finding> findings =
        [
            // The compiler says of another family's option that there is none of the name.
            .. compilers.Where(error => !_found.Any(found => found.Location.SourceSpan.IntersectsWith(error.Location.SourceSpan)))
                .Select(error => FindingOf(error, syntax.Length > 0 ? CompilerErrors.TextOf(error) : _errors.MessageOf(error)))
                .Concat(_found.Select(diagnostic => FindingOf(diagnostic, CompilerErrors.TextOf(diagnostic))))
                // For an attribute that is not there, the compiler looks by two names.
                .Distinct()
                .OrderBy(finding => finding.Place?.Line).ThenBy(finding => finding.Place?.Column),
        ];
        if (networks.Length == 0 && findings.Count == 0)
            findings.Add(new Finding("", Severity.Error, _source.WhyEmpty));
        return new ReadingResult(networks, findings);
    }

    /// <summary>Reads the attributes of a type, on whatever part of it they stand.</summary>
    private void Read(INamedTypeSymbol type)
    {
        var applications = VariantApplication.ReadAll(type);
        if (applications.IsEmpty)
            return;
        var places = new DiagnosticTargetFinder(type, applications, _compilation);
        var target = TargetReader.Read(type, applications, torchError: null, usesAliases: false, default);
        var result = TargetValidator.Validate(target, default);
        var findings = result.Diagnostics.Concat(result.Valid.SelectMany(valid => NetworkRules.DiagnosticsOf(
            valid.Index, target.Variants[valid.Index], valid.Variant, new ProjectBudgets(), default)));
        _found.AddRange(findings.Select(finding => VariantAnalyzer.DiagnosticOf(finding, places, default)));
        _networks.AddRange(result.Valid.Select(valid => (AttributeAt(valid.Index), new Network(valid.Variant))));
        for (var i = 0; i < applications.Length; i++)
        {
            if (target.Variants[i].Base is { Error: null })
                _errors.KnowBaseOf(AttributeAt(i));
        }

        AttributeSyntax AttributeAt(int index) => (AttributeSyntax)applications[index].Syntax.GetSyntax();
    }

    private Finding FindingOf(Diagnostic diagnostic, string message) => new(
        diagnostic.Id,
        diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => Severity.Error,
            DiagnosticSeverity.Warning => Severity.Warning,
            _ => Severity.Info,
        },
        message,
        _source.PlaceOf(diagnostic.Location.GetLineSpan().Span));

    /// <summary>The attributes, the networks that may be bases, and what both are made of.</summary>
    private static IEnumerable<MetadataReference> References()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] files =
        [
            .. new[] { "System.Private.CoreLib.dll", "System.Runtime.dll", "netstandard.dll" }
                .Select(name => Path.Combine(framework, name)),
            ModelCatalog.AssemblyFile,
            Path.Combine(AppContext.BaseDirectory, "NetVariants.dll"),
            Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll"),
        ];
        return files.Where(File.Exists).Select(file => MetadataReference.CreateFromFile(file));
    }
}
