using System.Collections.Generic;
using NetVariants.Core;

namespace NetVariants.Generators.Targets;

/// <summary>The names that a model's generated part declares.</summary>
internal static class ModelNames
{
    /// <summary>The constructor's entry.</summary>
    public const string Constructor = ".ctor(TorchSharp.torch.Device, TorchSharp.torch.ScalarType?)";

    private static readonly string[] s_members =
    [
        "ParameterCount",
        "Macs",
        "LayerCount",
        "Info",
        "Create(TorchSharp.torch.Device, TorchSharp.torch.ScalarType?)",
        "forward(TorchSharp.torch.Tensor)",
        Constructor,
    ];

    /// <summary>The members of <paramref name="variant"/>'s model; of a broken one those that every model has.</summary>
    public static IEnumerable<string> Of(CompiledVariant variant) => s_members;
}
