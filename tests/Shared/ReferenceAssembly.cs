using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace NetVariants.Tests;

/// <summary>
/// TorchSharp's public API as an assembly that compiles but does not run, made from the declarations in <c>eng/torchsharp/api.txt</c>.
/// Overload resolution against it sees every member of the real package, also those that SystemTorch lacks.
/// </summary>
internal static class ReferenceAssembly
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_framework = new(() => [.. FrameworkPaths().Select(path => MetadataReference.CreateFromFile(path))]);
    private static readonly Lazy<byte[]> s_image = new(Build);
    private static readonly Lazy<MetadataReference> s_reference = new(() => MetadataReference.CreateFromImage(Image));

    /// <summary>The assembly's bytes.</summary>
    public static byte[] Image => s_image.Value;

    /// <summary>The assembly as a compilation reference.</summary>
    public static MetadataReference Reference => s_reference.Value;

    /// <summary>The framework's reference assemblies.</summary>
    public static IReadOnlyList<MetadataReference> Framework => s_framework.Value;

    /// <summary>Writes the assembly as TorchSharp.dll into <paramref name="folder"/> and returns its path.</summary>
    public static string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "TorchSharp.dll");
        File.WriteAllBytes(path, Image);
        return path;
    }

    /// <summary>The declarations, parsed; the file's leading comment lines start with '#'.</summary>
    public static SyntaxTree Declarations()
    {
        IEnumerable<string> lines = File.ReadLines(Repository.PathOf("eng/torchsharp/api.txt")).SkipWhile(line => line.StartsWith('#'));
        return CSharpSyntaxTree.ParseText(string.Join('\n', lines), new CSharpParseOptions(LanguageVersion.Latest));
    }

    // The SDK's reference assemblies: what is compiled against the implementation would name System.Private.CoreLib, which no build knows.
    private static IEnumerable<string> FrameworkPaths()
    {
        string dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        string targeting = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        string folder = Directory.GetDirectories(Path.Combine(dotnet, "packs", "Microsoft.NETCore.App.Ref"))
            .Select(version => Path.Combine(version, "ref", targeting))
            .Where(Directory.Exists)
            .Max(StringComparer.Ordinal)
            ?? throw new InvalidOperationException($"no reference assemblies for {targeting} below {dotnet}/packs: install the .NET SDK");
        return Directory.GetFiles(folder, "*.dll");
    }

    private static byte[] Build()
    {
        SyntaxNode root = new BodyWriter().Visit(Declarations().GetRoot());
        var compilation = CSharpCompilation.Create(
            "TorchSharp",
            [SyntaxTree(root, new CSharpParseOptions(LanguageVersion.Latest))],
            Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
        {
            IEnumerable<Diagnostic> errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException("eng/torchsharp/api.txt does not compile:\n" + string.Join('\n', errors.Take(20)));
        }

        return image.ToArray();
    }

    /// <summary>Gives each member a throwing body and each class a parameterless constructor for its subclasses to call.</summary>
    private sealed class BodyWriter : CSharpSyntaxRewriter
    {
        private static readonly ArrowExpressionClauseSyntax s_throw = ArrowExpressionClause(ParseExpression(" throw null!"));
        private static readonly SyntaxToken s_semicolon = Token(SyntaxKind.SemicolonToken);

        public override SyntaxNode VisitClassDeclaration(ClassDeclarationSyntax node)
        {
            var visited = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
            bool isStatic = node.Modifiers.Any(SyntaxKind.StaticKeyword);
            bool declaresDefault = node.Members.OfType<ConstructorDeclarationSyntax>().Any(c => c.ParameterList.Parameters.Count == 0);
            if (isStatic || declaresDefault)
                return visited;
            string initializer = DerivesFromSafeHandle(node) ? " : base(default, true)" : "";
            return visited.AddMembers(ParseMemberDeclaration($"\n internal {node.Identifier.Text}(){initializer} => throw null!;\n")!);
        }

        public override SyntaxNode VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) => node;

        public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node)
            => IsAbstract(node.Modifiers) ? node : node.WithExpressionBody(s_throw).WithSemicolonToken(s_semicolon);

        public override SyntaxNode VisitOperatorDeclaration(OperatorDeclarationSyntax node)
            => node.WithExpressionBody(s_throw).WithSemicolonToken(s_semicolon);

        public override SyntaxNode VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
            => node.WithExpressionBody(s_throw).WithSemicolonToken(s_semicolon);

        public override SyntaxNode VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
        {
            ConstructorDeclarationSyntax written = node.WithExpressionBody(s_throw).WithSemicolonToken(s_semicolon);
            return node.Parent is ClassDeclarationSyntax type && DerivesFromSafeHandle(type)
                ? written.WithInitializer((ConstructorInitializerSyntax)((ConstructorDeclarationSyntax)ParseMemberDeclaration("X() : base(default, true) { }")!).Initializer!)
                : written;
        }

        public override SyntaxNode VisitPropertyDeclaration(PropertyDeclarationSyntax node)
            => IsAbstract(node.Modifiers) ? node : node.WithAccessorList(WithBodies(node.AccessorList!));

        public override SyntaxNode VisitIndexerDeclaration(IndexerDeclarationSyntax node)
            => IsAbstract(node.Modifiers) ? node : node.WithAccessorList(WithBodies(node.AccessorList!));

        private static AccessorListSyntax WithBodies(AccessorListSyntax accessors)
            => accessors.WithAccessors(List(accessors.Accessors.Select(a => a.WithExpressionBody(s_throw).WithSemicolonToken(s_semicolon))));

        private static bool IsAbstract(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.AbstractKeyword);

        private static bool DerivesFromSafeHandle(ClassDeclarationSyntax node)
            => node.BaseList?.Types.Any(t => t.ToString().EndsWith("SafeHandle", StringComparison.Ordinal)) == true;
    }
}
