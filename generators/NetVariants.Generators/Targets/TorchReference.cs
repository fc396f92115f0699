using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NetVariants.Generators.Targets;

/// <summary>Whether generated code can name TorchSharp's types.</summary>
internal static class TorchReference
{
    private const string ModelBase = "TorchSharp.torch+nn+Module`2";

    /// <summary>Whether <c>global::TorchSharp.torch.nn.Module&lt;…&gt;</c> resolves in <paramref name="compilation"/>.</summary>
    public static bool IsUsable(Compilation compilation) =>
        compilation.GetTypeByMetadataName(ModelBase) is { } module && IsInGlobalAlias(compilation, module.ContainingAssembly);

    /// <remarks>A reference with an extern alias only is out of reach of <c>global::</c>.</remarks>
    private static bool IsInGlobalAlias(Compilation compilation, IAssemblySymbol assembly)
    {
        if (compilation.GetMetadataReference(assembly) is not { } reference)
            return true;
        ImmutableArray<string> aliases = reference.Properties.Aliases;
        return aliases.IsEmpty || aliases.Contains("global");
    }
}
