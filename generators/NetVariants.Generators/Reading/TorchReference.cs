using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NetVariants.Generators.Reading;

/// <summary>Whether generated code can name TorchSharp's types.</summary>
internal static class TorchReference
{
    private const string Assembly = "TorchSharp";
    private const string ModelBase = "TorchSharp.torch+nn+Module`2";

    private static readonly ConditionalWeakTable<Compilation, Tuple<string?>> s_errors = new();

    /// <summary>
    /// Why generated code cannot use the TorchSharp of <paramref name="compilation"/>, and the remedy; null where it can.
    /// </summary>
    public static string? ErrorOf(Compilation compilation) =>
        s_errors.GetValue(compilation, static known => Tuple.Create(Find(known))).Item1;

    private static string? Find(Compilation compilation)
    {
        // A reference that has an extern alias alone is out of reach of global::, and of this look-up too.
        if (compilation.GetTypeByMetadataName(ModelBase) is { } model)
            return CanMove(model) ? null : TooOld(model.ContainingAssembly, "torch.nn.Module._to(DeviceType, int, bool)");
        if (compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(assembly => assembly.Name == Assembly) is not { } torch)
            return "TorchSharp is not referenced: add the package 'TorchSharp-cpu' or 'TorchSharp-cuda-linux'";
        return torch.GetTypeByMetadataName(ModelBase) is null
            ? TooOld(torch, "torch.nn.Module<T1, TResult>")
            : "TorchSharp is referenced under an extern alias, where generated code does not find it: add the alias 'global'";
    }

    /// <summary>Whether modules have the youngest of the members that generated code calls.</summary>
    private static bool CanMove(INamedTypeSymbol model)
    {
        for (var level = model.BaseType; level is not null; level = level.BaseType)
        {
            foreach (var member in level.GetMembers("_to"))
            {
                if (member is IMethodSymbol { Parameters.Length: 3 } method && method.Parameters[0].Type.Name == "DeviceType")
                    return true;
            }
        }

        return false;
    }

    private static string TooOld(IAssemblySymbol assembly, string missing)
    {
        var tested = typeof(TorchReference).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "TorchSharpVersion").Value;
        return $"the referenced TorchSharp {assembly.Identity.Version} has no '{missing}': update it to {tested}";
    }
}
