using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>Finds the square images that a network runs on, from one that it runs on.</summary>
internal static class InputRuleSearch
{
    // Trials are twice as many: enough for six stages of stride 2 behind a stem of stride 4.
    private const long LongestPeriod = 256;

    /// <summary>
    /// The rule of a graph: by formulas where they decide it, else by trying sides. Windows that move by a multiple of their strides round
    /// alike, so which sides run repeats with the least common multiple of the strides.
    /// </summary>
    /// <param name="graph">The expanded graph.</param>
    /// <param name="shapes">Its shapes for the image.</param>
    /// <param name="input">The image, on which it runs.</param>
    public static InputRule Find(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input)
    {
        var least = ShapeInference.SmallestSide(graph);
        if (SideRemainders.Find(graph, shapes, input) is { } sides)
            return RuleOf(sides.Period, sides.FirstFrom(least), sides.Remainders);
        var side = (long)input.Height;
        var period = Period(graph);
        if (period > LongestPeriod)
            return new InputRule(InputRuleKind.Exactly, side);
        var runs = new bool[2 * period];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = ShapeInference.Runs(graph, input, side + i);
        if (Enumerable.Range(1, (int)period).FirstOrDefault(Repeats) is not (> 0 and var shortest))
            return new InputRule(InputRuleKind.Exactly, side);

        var smallest = side;
        // Small maps do not repeat: go down while trials agree with the period.
        for (var i = Math.Min(side, least + period) - 1; i >= least; i--)
        {
            if (RunsAsLater(i) != ShapeInference.Runs(graph, input, i))
                break;
            if (RunsAsLater(i))
                smallest = i;
        }

        return RuleOf(shortest, smallest, Enumerable.Range(0, shortest).Select(remainder => (long)remainder).Where(RunsAsLater));

        bool Repeats(int distance) =>
            period % distance == 0 && Enumerable.Range(0, runs.Length - distance).All(i => runs[i] == runs[i + distance]);

        bool RunsAsLater(long other) => runs[(((other - side) % shortest) + shortest) % shortest];
    }

    private static InputRule RuleOf(long period, long smallest, IEnumerable<long> remainders) => period == 1
        ? new InputRule(InputRuleKind.AtLeast, smallest)
        : new InputRule(InputRuleKind.Remainders, period) { Smallest = smallest, Remainders = new EquatableArray<long>(remainders) };

    /// <summary>The least common multiple of all nodes' strides on the image; some number above the limit where it is larger.</summary>
    private static long Period(GraphSpec graph)
    {
        var strides = new long[graph.Nodes.Count];
        var longest = 1L;
        for (var i = 0; i < strides.Length && longest <= LongestPeriod; i++)
        {
            var node = graph.Nodes[i];
            var stride = 1L;
            foreach (var source in node.Inputs)
                stride = SideRemainders.CommonMultiple(stride, source < 0 ? 1 : strides[source]);
            strides[i] = node.Op.ResultSide(new SideFormula(0, stride))?.Stride ?? stride;
            longest = SideRemainders.CommonMultiple(longest, strides[i]);
        }

        return longest;
    }
}
