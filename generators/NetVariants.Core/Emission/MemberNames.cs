using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>
/// The members that the emitted parts declare, methods and constructors with the types of their parameters:
/// <c>forward(TorchSharp.torch.Tensor)</c>.
/// </summary>
public static class MemberNames
{
    /// <summary>The constant with an invalid model's error.</summary>
    public const string DeclarationError = "DeclarationError";

    /// <summary>A zoo's list.</summary>
    public const string All = "All";

    /// <summary>A zoo's factory by name.</summary>
    public const string CreateByName = $"{Create}(string, {DeviceAndType.Types})";

    /// <summary>What a factory is called.</summary>
    internal const string Create = "Create";

    private const int InitialCapacity = 8;
    private const int AccessorPrefix = 4;
    private const string VariantInfo = "NetVariants.VariantInfo";

    /// <summary>A model's constructor.</summary>
    public static string Constructor => ModelMember.Constructor.Signature;

    /// <summary>A model's computation.</summary>
    public static string Forward => ModelMember.Forward.Signature;

    /// <summary>What every model has.</summary>
    public static IReadOnlyList<string> OfEveryModel { get; } =
        ModelConstant.All.Select(constant => constant.Name).Concat(ModelMember.All.Select(member => member.Signature)).ToArray();

    /// <summary>What every zoo has, besides its nested models.</summary>
    public static IReadOnlyList<string> OfEveryZoo { get; } = new[] { All, CreateByName };

    /// <summary>The signatures that C# reserves to a model's properties, also where they have no setter.</summary>
    public static IReadOnlyList<string> ReservedInModel { get; } =
        new[] { Getter(ModelMember.Info.Name), Setter(ModelMember.Info.Name, VariantInfo) };

    /// <summary>The signatures that C# reserves to a zoo's properties.</summary>
    public static IReadOnlyList<string> ReservedInZoo { get; } =
        new[] { Getter(All), Setter(All, "System.Collections.Generic.IReadOnlyList<" + VariantInfo + ">") };

    /// <summary>The method that a property reads by.</summary>
    public static string Getter(string property) => "get_" + property + "()";

    /// <summary>The property of an accessor; any other member itself.</summary>
    public static string PropertyOf(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal)
            ? member.Substring(AccessorPrefix, member.IndexOf('(') - AccessorPrefix)
            : member;

    /// <summary>What a variant's model has: what every model has, and for a valid variant its modules and blocks.</summary>
    public static IReadOnlyList<string> Of(CompiledVariant variant)
    {
        if (variant.Net?.Spec is not { } net)
            return OfEveryModel;

        var names = new List<string>(OfEveryModel.Count + InitialCapacity);
        names.AddRange(OfEveryModel);
        AddModules(net.Body, names);
        foreach (var block in net.Blocks)
            names.Add(block.IsChain ? Signature(block) : block.Name);
        return names;
    }

    /// <summary>The fields of a variant's modules; for one without a network, those of its family's fallback.</summary>
    public static IEnumerable<string> ModulesOf(CompiledVariant variant) =>
        ModuleTree.Find(variant.Fallback.Body).Select(module => module.Field);

    private static void AddModules(GraphSpec graph, List<string> names)
    {
        var modules = ModuleTree.Find(graph);
        foreach (var module in modules)
            names.Add(module.Field);
        foreach (var holder in ModuleTree.Holders(modules))
            names.Add(holder.HolderClass);
    }

    private static string Setter(string property, string type) => "set_" + property + "(" + type + ")";

    private static string Signature(BlockDef block)
    {
        var signature = block.Name + "(";
        foreach (var parameter in block.Parameters)
            signature += parameter.TypeName + ", ";
        return signature + DeviceAndType.Types + ")";
    }
}
