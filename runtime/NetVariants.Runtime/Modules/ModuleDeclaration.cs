using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using Module = TorchSharp.torch.nn.Module;

namespace NetVariants.Modules;

/// <summary>The declaration from which a live network was generated.</summary>
internal static class ModuleDeclaration
{
    /// <summary>The declaration; null for a module that is not generated.</summary>
    public static VariantDeclaration? Find(Module module) => InfoOf(module) is { } info ? DeclarationText.Parse(info.Declaration) : null;

    /// <summary>The network's facts; null for a module that is not generated.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where trimming has removed the property, a message says less.")]
    public static VariantInfo? InfoOf(Module module) =>
        module.GetType().GetProperty("Info", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as VariantInfo;
}
