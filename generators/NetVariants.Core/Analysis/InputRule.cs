using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>The square images on which a network runs.</summary>
/// <param name="Kind">How the side is bound.</param>
/// <param name="Side">The least side, the only one, or the divisor of the remainders.</param>
public readonly record struct InputRule(InputRuleKind Kind, long Side)
{
    /// <summary>The side of the smallest image.</summary>
    public long Smallest { get; internal init; } = Side;

    /// <summary>What a side may leave when it is divided, in ascending order.</summary>
    public EquatableArray<long> Remainders { get; internal init; }

    /// <summary>The rule in words: <c>32×32 or more</c>.</summary>
    public override string ToString()
    {
        var side = Format.Integer(Side);
        return Kind switch
        {
            InputRuleKind.AtLeast => side + "×" + side + " or more",
            InputRuleKind.Exactly => "exactly " + side + "×" + side,
            _ => "a side " + (HasSmallerCandidate ? "of at least " + Format.Integer(Smallest) + " " : "")
                + (Remainders.SequenceEqual([0])
                    ? "that is a multiple of " + side
                    : "that leaves a remainder of " + Format.List(Ranges(), "or") + " when divided by " + side),
        };
    }

    /// <summary>Whether a side below the smallest leaves one of the remainders, so that the bound has to be said.</summary>
    private bool HasSmallerCandidate
    {
        get
        {
            var (side, smallest) = (Side, Smallest);
            return Remainders.Any(remainder => (remainder == 0 ? side : remainder) < smallest);
        }
    }

    /// <summary>The remainders in words, three or more in a row as <c>0 to 2</c>.</summary>
    private List<string> Ranges()
    {
        var ranges = new List<string>();
        for (var i = 0; i < Remainders.Count;)
        {
            var last = i;
            while (last + 1 < Remainders.Count && Remainders[last + 1] == Remainders[last] + 1)
                last++;
            if (last - i < 2)
                last = i;
            ranges.Add(Format.Integer(Remainders[i]) + (last == i ? "" : " to " + Format.Integer(Remainders[last])));
            i = last + 1;
        }

        return ranges;
    }
}

/// <summary>How the side of an image is bound.</summary>
public enum InputRuleKind
{
    /// <summary>Every image of this side or a larger one.</summary>
    AtLeast,

    /// <summary>Images of this side alone.</summary>
    Exactly,

    /// <summary>Images whose side leaves one of <see cref="InputRule.Remainders"/> when divided by <see cref="InputRule.Side"/>.</summary>
    Remainders,
}
