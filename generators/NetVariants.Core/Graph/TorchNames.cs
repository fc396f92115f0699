namespace NetVariants.Core.Graph;

/// <summary>
/// TorchSharp's names in emitted text, fully qualified, so that no user's name hides them. Where none hides the aliases, the writer
/// shortens them.
/// </summary>
public static class TorchNames
{
    /// <summary>What every name begins with.</summary>
    public const string Root = "global::TorchSharp.";

    /// <summary>The alias of the static class of tensors and functions.</summary>
    public const string TorchAlias = "torch";

    /// <summary>The alias of the namespace of modules. Generated classes begin with a capital letter, so that none hides it.</summary>
    public const string ModulesAlias = "torchModules";

    /// <summary>Tensors.</summary>
    public const string Tensor = "global::TorchSharp.torch.Tensor";

    /// <summary>The module's base class without type arguments.</summary>
    public const string BareModule = "global::TorchSharp.torch.nn.Module";

    /// <summary>Functions of tensors.</summary>
    public const string Torch = "global::TorchSharp.torch.";

    /// <summary>A chain of modules.</summary>
    public const string Sequential = "global::TorchSharp.Modules.Sequential";

    /// <summary>The namespace of modules.</summary>
    public const string Modules = "global::TorchSharp.Modules.";

    /// <summary>The class of modules' factories.</summary>
    public const string Factories = "global::TorchSharp.torch.nn.";

    /// <summary>The class of functions.</summary>
    public const string Functions = "global::TorchSharp.torch.nn.functional.";

    /// <summary>The class of initialisations.</summary>
    public const string Init = "global::TorchSharp.torch.nn.init.";

    /// <summary>Devices.</summary>
    public const string Device = "global::TorchSharp.torch.Device";

    /// <summary>Element types.</summary>
    public const string ScalarType = "global::TorchSharp.torch.ScalarType";
}
