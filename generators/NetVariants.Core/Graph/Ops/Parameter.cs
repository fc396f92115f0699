using System.Linq;

namespace NetVariants.Core.Graph.Ops;

/// <summary>A trainable tensor without a module: the node has no inputs, and its path is the entry of the state dict.</summary>
/// <param name="Layout">What its dimensions mean: <c>[channels, height, width]</c>, <c>[1, length, channels]</c> or
/// <c>[channels]</c>.</param>
/// <param name="Channels">The channels.</param>
/// <param name="Height">The height or the number of tokens.</param>
/// <param name="Width">The width.</param>
public sealed record Parameter(Layout Layout, Arg Channels, Arg Height, Arg Width) : Op
{
    /// <summary>Whether a sequence has no dimension for images: <c>[length, channels]</c>, a matrix.</summary>
    public bool IsMatrix { get; init; }

    /// <inheritdoc/>
    public override bool HasState => true;

    /// <inheritdoc/>
    public override bool IsParameter => true;

    /// <summary>The dimensions in order.</summary>
    public EquatableArray<Arg> Shape => Layout switch
    {
        Layout.Map => EquatableArray<Arg>.Of(Channels, Height, Width),
        Layout.Grid => EquatableArray<Arg>.Of(Height, Width, Channels),
        Layout.Tokens when IsMatrix => EquatableArray<Arg>.Of(Height, Channels),
        Layout.Tokens => EquatableArray<Arg>.Of(1, Height, Channels),
        _ => EquatableArray<Arg>.Of(Channels),
    };

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) =>
        this with { Channels = Channels.Bind(arguments), Height = Height.Bind(arguments), Width = Width.Bind(arguments) };

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => new TensorShape(Layout, Channels.Value, (int)Height.Value, (int)Width.Value);

    /// <summary>Its name and shape: <c>Parameter [1, 65, 192]</c>.</summary>
    public override string Describe(EquatableArray<BlockParameter> parameters = default) =>
        Name + " [" + string.Join(", ", Shape.Select(dimension => dimension.ToText(parameters))) + "]";

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        foreach (var dimension in Shape)
            arguments.Value(dimension);
    }

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state)
    {
        var shape = Shape;
        if (shape.Count == 1)
            state.Parameter("", shape[0].Value);
        else if (shape.Count == 2)
            state.Parameter("", shape[0].Value, shape[1].Value);
        else
            state.Parameter("", shape[0].Value, shape[1].Value, shape[2].Value);
    }
}
