using System.Linq;

namespace NetVariants.Core.Graph;

/// <summary>TorchSharp's names in emitted text.</summary>
public sealed class TorchNames
{
    /// <summary>The namespace that every name begins with.</summary>
    public const string Root = "global::TorchSharp.";

    /// <summary>The alias of the static class of tensors and functions.</summary>
    public const string TorchAlias = "torch";

    /// <summary>The alias of the namespace of modules. Generated classes begin with a capital letter, so that none hides it.</summary>
    public const string ModulesAlias = "torchModules";

    private TorchNames(string torch, string modules)
    {
        Torch = torch + ".";
        Modules = modules + ".";
        Tensor = Torch + "Tensor";
        Device = Torch + "Device";
        ScalarType = Torch + "ScalarType";
        Factories = Torch + "nn.";
        Functions = Factories + "functional.";
        Init = Factories + "init.";
        BareModule = Factories + "Module";
        Module = BareModule + "<" + Tensor + ", " + Tensor + ">";
        ModuleOfArray = BareModule + "<" + Tensor + "[], " + Tensor + ">";
        Sequential = Modules + "Sequential";
        DeviceAndType = Device + " device = null, " + ScalarType + "? dtype = null";
        DeviceAndTypeCref = Device + ", " + ScalarType + "?";
        NullableDeviceAndType = Device + "? device = null, " + ScalarType + "? dtype = null";
    }

    /// <summary>Fully qualified names, which no user's name hides.</summary>
    public static TorchNames Qualified { get; } = new(Root + TorchAlias, Root + "Modules");

    /// <summary>Names by the aliases, where these are declared and no user's name hides them.</summary>
    public static TorchNames Aliased { get; } = new(TorchAlias, ModulesAlias);

    /// <summary>What functions of tensors begin with: the class and its dot.</summary>
    public string Torch { get; }

    /// <summary>What classes of modules begin with: the namespace and its dot.</summary>
    public string Modules { get; }

    /// <summary>Tensors.</summary>
    public string Tensor { get; }

    /// <summary>Devices.</summary>
    public string Device { get; }

    /// <summary>Element types.</summary>
    public string ScalarType { get; }

    /// <summary>What modules' factories begin with.</summary>
    public string Factories { get; }

    /// <summary>What functions of <c>torch.nn.functional</c> begin with.</summary>
    public string Functions { get; }

    /// <summary>What functions of <c>torch.nn.init</c> begin with.</summary>
    public string Init { get; }

    /// <summary>The module's base class without type arguments.</summary>
    public string BareModule { get; }

    /// <summary>The base class of a module from one tensor to one.</summary>
    public string Module { get; }

    /// <summary>The base class of a module from an array of tensors to one.</summary>
    public string ModuleOfArray { get; }

    /// <summary>A chain of modules.</summary>
    public string Sequential { get; }

    /// <summary>The parameters of a device and an element type.</summary>
    public string DeviceAndType { get; }

    /// <summary>These parameters where reference types may carry <c>?</c>.</summary>
    public string NullableDeviceAndType { get; }

    /// <summary>The types of those parameters, as documentation refers to a method.</summary>
    public string DeviceAndTypeCref { get; }

    /// <summary>The base class of a module that computes a graph.</summary>
    public string ModuleOf(GraphSpec graph) => graph.InputCount == 1 && graph.OutputCount == 1
        ? Module
        : BareModule + "<" + string.Concat(Enumerable.Repeat(Tensor + ", ", graph.InputCount)) + ResultOf(graph) + ">";

    /// <summary>The type of a graph's result: a tensor, or a tuple of named ones.</summary>
    public string ResultOf(GraphSpec graph) => graph.OutputCount == 1
        ? Tensor
        : "(" + string.Join(", ", graph.Outputs.Select(output => Tensor + " " + output.Name)) + ")";
}
