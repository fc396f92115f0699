using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>The members that the emitted parts declare, methods and constructors with the types of their parameters: <c>forward(TorchSharp.torch.Tensor)</c>.</summary>
public static class MemberNames
{
    /// <summary>A model's constructor.</summary>
    public const string Constructor = ".ctor" + PlacementOnly;

    /// <summary>A model's factory.</summary>
    public const string Create = "Create" + PlacementOnly;

    /// <summary>A model's computation.</summary>
    public const string Forward = "forward(TorchSharp.torch.Tensor)";

    /// <summary>A zoo's list.</summary>
    public const string All = "All";

    /// <summary>A zoo's factory by name.</summary>
    public const string CreateByName = "Create(string, " + PlacementTypes;

    private const string PlacementTypes = "TorchSharp.torch.Device, TorchSharp.torch.ScalarType?)";
    private const string PlacementOnly = "(" + PlacementTypes;

    /// <summary>What every model has.</summary>
    public static IReadOnlyList<string> OfEveryModel { get; } =
        new[] { "ParameterCount", "Macs", "LayerCount", "ActivationBytes", "FeatureChannels", "FeatureSize", "Info", Create, Forward, Constructor };

    /// <summary>What every zoo has, beside its nested models.</summary>
    public static IReadOnlyList<string> OfEveryZoo { get; } = new[] { All, CreateByName };

    /// <summary>What a variant's model has: what every model has, and for a sound variant its modules and blocks.</summary>
    public static IReadOnlyList<string> Of(CompiledVariant variant)
    {
        var names = new List<string>(OfEveryModel);
        if (variant.Net?.Spec is not { } net)
            return names;

        names.AddRange(ModulesOf(variant));
        foreach (var block in net.Blocks)
            names.Add(block.IsChain ? Signature(block) : block.Name);
        return names;
    }

    /// <summary>The fields of a variant's modules; for one without a network, those of a usual network of its family.</summary>
    public static IReadOnlyList<string> ModulesOf(CompiledVariant variant)
    {
        var names = new List<string>();
        foreach (var group in ModuleGroup.Of(variant.Likely.Body))
            names.Add(group.Name);
        return names;
    }

    private static string Signature(BlockDef block)
    {
        var signature = block.Name + "(";
        foreach (var parameter in block.Parameters)
            signature += parameter.IsFlag ? "bool, " : "long, ";
        return signature + PlacementTypes;
    }
}
