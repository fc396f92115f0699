namespace NetVariants.Core.Graph;

/// <summary>
/// A part that a network uses more than once, with parameters: in C# a nested class, or a method where it is a plain chain of modules.
/// </summary>
/// <param name="Name">Its name, torchvision's where it has one: <c>BasicBlock</c>.</param>
/// <param name="Summary">One sentence for its documentation, without the full stop.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">What it computes; it has one output.</param>
/// <param name="Init">How its weights start, where the network's rules do not say it later.</param>
public sealed record BlockDef(
    string Name, string Summary, EquatableArray<BlockParameter> Parameters, GraphSpec Body, EquatableArray<InitRule> Init = default)
{
    /// <summary>What its result is, as a variable in emitted code: <c>weighted</c>; null where its name in the network says it.</summary>
    public string? ResultName { get; init; }

    /// <summary>Whether it is a row of recomputed blocks, each of which joins for itself the features of those before.</summary>
    public bool KeepsFeatures { get; init; }

    /// <summary>
    /// Whether the backward pass computes its first nodes again (<see cref="NodeSpec.IsRecomputed"/>). Its last node joins its input, which
    /// no node between them reads, and its new features.
    /// </summary>
    public bool IsRecomputed => Body.Nodes.Count > 0 && Body.Nodes[0].IsRecomputed;

    /// <summary>What the block has in place of the network's settings; null where those hold.</summary>
    internal BlockMix? Mix { get; init; }

    /// <summary>Whether the body is a chain of modules, which a <c>Sequential</c> holds.</summary>
    public bool IsChain
    {
        get
        {
            if (KeepsFeatures || IsRecomputed || Body.InputCount != 1 || Body.OutputNode(0) != Body.Nodes.Count - 1)
                return false;
            for (var i = 0; i < Body.Nodes.Count; i++)
            {
                var node = Body.Nodes[i];
                if (!node.IsModule || node.Condition >= 0 || node.Inputs.Count != 1 || node.Inputs[0] != i - 1)
                    return false;
            }

            return true;
        }
    }
}

/// <summary>A parameter of a block.</summary>
/// <param name="Name">Its name in camelCase.</param>
/// <param name="Summary">One sentence for its documentation, without the full stop.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Default">The value that a call may leave out, if there is one.</param>
/// <param name="EnumType">The enum whose members its values are; null for another type.</param>
public sealed record BlockParameter(
    string Name, string Summary, ArgType Type = ArgType.Integer, Arg? Default = null, EnumType? EnumType = null)
{
    /// <summary>The type in C#.</summary>
    public string TypeName =>
        Type switch { ArgType.Integer => "long", ArgType.Real => "double", ArgType.Flag => "bool", _ => EnumType!.Name };
}
