namespace NetVariants.Core.Graph;

/// <summary>One step of a graph.</summary>
/// <param name="Path">
/// The state dict's prefix of the module that computes it, relative to the graph's owner: <c>layer1.0.conv1</c>. Empty where a function
/// computes it and no module exists. A last segment <c>#</c> stands for the next number among the present siblings.
/// </param>
/// <param name="Op">What it computes.</param>
/// <param name="Inputs">The nodes whose results it takes, all before it; −1 − i is the graph's input i.</param>
/// <param name="Origin">The token that it comes from.</param>
/// <param name="Condition">
/// The parameter of the block (a flag) without which this node does not exist and its first input passes through; −1 for a node that always
/// exists.
/// </param>
/// <param name="Overwrites">
/// The input whose memory the result takes: index into <paramref name="Inputs"/>, or −1 for memory of its own. Only <c>Passes.InPlace</c>
/// sets it.
/// </param>
public sealed record NodeSpec(
    string Path, Op Op, EquatableArray<int> Inputs, Origin Origin = default, int Condition = -1, int Overwrites = -1)
{
    // A network has many nodes: beside the flag, the index takes no memory of its own.
    private readonly sbyte _overwrites = checked((sbyte)Overwrites);

    /// <inheritdoc cref="NodeSpec(string, Op, EquatableArray{int}, Origin, int, int)" path="/param[@name='Overwrites']"/>
    public int Overwrites
    {
        get => _overwrites;
        init => _overwrites = checked((sbyte)value);
    }

    /// <summary>What its result is, as a variable in emitted code: <c>shortcut</c>; null for what its operation says.</summary>
    public string? ResultName { get; init; }

    /// <summary>Whether the backward pass computes it again, instead of keeping what its gradient needs.</summary>
    public bool IsRecomputed { get; init; }

    /// <summary>Whether its name is the next number among the present siblings.</summary>
    public bool IsNumbered => Path.Length > 0 && Path[Path.Length - 1] == '#';

    /// <summary>Whether a module computes it.</summary>
    public bool IsModule => Path.Length > 0 && !Op.IsParameter;
}
