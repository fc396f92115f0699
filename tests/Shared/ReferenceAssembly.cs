using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetVariants.Tests;

/// <summary>What tests compile against.</summary>
internal static class ReferenceAssembly
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_framework = new(
        () => [.. FrameworkPaths().Select(path => MetadataReference.CreateFromFile(path))]);
    private static readonly Lazy<MetadataReference> s_torchSharp = new(
        () => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll")));

    /// <summary>What the SDK suppresses: TorchSharp names an earlier framework.</summary>
    public static IReadOnlyDictionary<string, ReportDiagnostic> Suppressed { get; } =
        new Dictionary<string, ReportDiagnostic> { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    /// <summary>TorchSharp.</summary>
    public static MetadataReference Reference => s_torchSharp.Value;

    /// <summary>The framework's reference assemblies.</summary>
    public static IReadOnlyList<MetadataReference> Framework => s_framework.Value;

    // The SDK's reference assemblies: what is compiled against the implementation would name System.Private.CoreLib, which no build knows.
    private static IEnumerable<string> FrameworkPaths()
    {
        var dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var targeting = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        var folder = Directory.GetDirectories(Path.Combine(dotnet, "packs", "Microsoft.NETCore.App.Ref"))
            .Select(version => Path.Combine(version, "ref", targeting))
            .Where(Directory.Exists)
            .Max(StringComparer.Ordinal)
            ?? throw new InvalidOperationException($"no reference assemblies for {targeting} below {dotnet}/packs: install the .NET SDK");
        return Directory.GetFiles(folder, "*.dll");
    }
}
