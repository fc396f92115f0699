using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>The square images on which a network runs.</summary>
/// <param name="Kind">How the side is bound.</param>
/// <param name="Side">The least side, the only one, or the number of which a side is a multiple.</param>
public readonly record struct InputRule(InputRuleKind Kind, long Side)
{
    /// <summary>A rule with another smallest side than its own.</summary>
    internal InputRule(InputRuleKind kind, long side, long smallest)
        : this(kind, side) => Smallest = kind == InputRuleKind.MultipleOf ? smallest : side;

    /// <summary>The side of the smallest image.</summary>
    public long Smallest { get; private init; } = Side;

    /// <summary>The rule in words: <c>32×32 or more</c>.</summary>
    public override string ToString()
    {
        var side = Format.Integer(Side);
        return Kind switch
        {
            InputRuleKind.AtLeast => side + "×" + side + " or more",
            InputRuleKind.Exactly => "exactly " + side + "×" + side,
            _ => "a side that is a multiple of " + side + (Smallest == Side ? "" : ", " + Format.Integer(Smallest) + " or more"),
        };
    }
}

/// <summary>How the side of an image is bound.</summary>
public enum InputRuleKind
{
    /// <summary>Every image of this side or a larger one.</summary>
    AtLeast,

    /// <summary>Images of this side alone.</summary>
    Exactly,

    /// <summary>Images whose side is a multiple of this one.</summary>
    MultipleOf,
}
