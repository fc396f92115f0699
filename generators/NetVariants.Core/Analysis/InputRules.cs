using System;
using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>Finds the images on which a network runs that runs on one.</summary>
internal static class InputRules
{
    // Six stages of stride 2 behind a stem of stride 4.
    private const long LongestPeriod = 256;

    /// <summary>
    /// The rule of a graph: by formulas where they tell it, else by trying sides. Windows round in one way from a stride of the whole
    /// network to the next, so that the sides that run come again with it, or never.
    /// </summary>
    /// <param name="graph">The expanded graph.</param>
    /// <param name="shapes">Its shapes for the image.</param>
    /// <param name="input">The image, on which it runs.</param>
    public static InputRule Find(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input)
    {
        var least = ShapeInference.SmallestSide(graph);
        if (SideFormulas.Agree(graph, shapes, input))
            return new InputRule(InputRuleKind.AtLeast, least);
        var side = (long)input.Height;
        var period = Period(graph);
        var runs = new bool[2 * period];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = ShapeInference.Runs(graph, input, side + i);
        if (Enumerable.Range(1, (int)period).FirstOrDefault(Repeats) is not (> 0 and var shortest))
            return new InputRule(InputRuleKind.Exactly, side);

        var smallest = side;
        for (var i = Math.Min(side, least + period) - 1; i >= least && RunsAsLater(i) == ShapeInference.Runs(graph, input, i); i--)
        {
            if (RunsAsLater(i))
                smallest = i;
        }

        return shortest == 1
            ? new InputRule(InputRuleKind.AtLeast, smallest)
            : new InputRule(InputRuleKind.Remainders, shortest)
            {
                Smallest = smallest,
                Remainders = new EquatableArray<long>(
                    Enumerable.Range(0, shortest).Select(remainder => (long)remainder).Where(RunsAsLater)),
            };

        bool Repeats(int distance) =>
            period % distance == 0 && Enumerable.Range(0, runs.Length - distance).All(i => runs[i] == runs[i + distance]);

        bool RunsAsLater(long other) => runs[(((other - side) % shortest) + shortest) % shortest];
    }

    /// <summary>The pixels after which all windows of a graph come to stand alike: the strides' least common multiple.</summary>
    private static long Period(GraphSpec graph)
    {
        var strides = new long[graph.Nodes.Count];
        var longest = 1L;
        for (var i = 0; i < strides.Length && longest < LongestPeriod; i++)
        {
            var node = graph.Nodes[i];
            var stride = 1L;
            foreach (var source in node.Inputs)
                stride = CommonMultiple(stride, source < 0 ? 1 : strides[source]);
            strides[i] = node.Op.ResultSide(new SideFormula(0, stride))?.Stride ?? stride;
            longest = CommonMultiple(longest, strides[i]);
        }

        return Math.Min(longest, LongestPeriod);
    }

    private static long CommonMultiple(long first, long second)
    {
        var (divisor, rest) = (first, second);
        while (rest != 0)
            (divisor, rest) = (rest, divisor % rest);
        return first / divisor * second;
    }
}
