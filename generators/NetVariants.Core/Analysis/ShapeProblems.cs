using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>The problems of a network whose declaration is well-formed, each at the argument that causes it.</summary>
internal static class ShapeProblems
{
    private const int DefaultImageSize = 224;
    private const long LargestImageSize = CountKnob.Limit;

    /// <summary>A node cannot run at the network's image size.</summary>
    public static Problem Collapse(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input, int index)
    {
        var node = graph.Nodes[index];
        var smallest = ShapeInference.SmallestSide(graph);
        if (node.Op is Add && input.Height >= smallest)
            return Unequal(node, shapes, input, ShapeInference.NearestSide(graph, input));
        if (smallest <= LargestImageSize && SideRemainders.Find(graph, default, input) is { } sides)
            smallest = sides.FirstFrom(smallest);
        var before = node.Inputs[0] < 0 ? input : shapes[node.Inputs[0]];
        return At(
            node.Origin,
            DiagnosticIds.Collapse,
            PathOf(graph, index),
            node.Op.Describe(),
            before.ToString(),
            Format.Integer(input.Height),
            smallest > LargestImageSize
                ? "no image is large enough: use fewer or smaller strides"
                : "at least " + Format.Integer(smallest) + " is needed");
    }

    /// <summary>The two ways to a sum round the side of odd maps differently.</summary>
    private static Problem Unequal(NodeSpec node, EquatableArray<TensorShape> shapes, TensorShape input, long nearest)
    {
        string first = ShapeOf(node.Inputs[0]), second = ShapeOf(node.Inputs[1]);
        return At(
            new Origin(Problem.ImageSizeArgument, 0, 0),
            DiagnosticIds.OutOfRange,
            Format.Integer(input.Height),
            "a side at which the inputs of each sum have one shape" + (nearest > 0 ? ", such as " + Format.Integer(nearest) : "")
                + $"; here a residual branch gives {first} and its shortcut {second}");

        string ShapeOf(int source) => (source < 0 ? input : shapes[source]).ToString();
    }

    /// <summary>A module's path; for a function, which has none, after which module it comes.</summary>
    private static string PathOf(GraphSpec graph, int index)
    {
        for (var i = index; i >= 0; i--)
        {
            if (graph.Nodes[i].Path.Length > 0)
                return i == index ? graph.Nodes[i].Path : "after " + graph.Nodes[i].Path;
        }

        return "";
    }

    /// <summary>A group normalization whose groups do not divide the channels; null where there is none.</summary>
    public static Problem? Groups(GraphSpec graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Op is Conv2d { Groups.Value: > 1 } conv
                && (conv.In.Value % conv.Groups.Value != 0 || conv.Out.Value % conv.Groups.Value != 0))
            {
                return At(
                    node.Origin,
                    DiagnosticIds.UnequalGroups,
                    node.Path,
                    Format.Integer(conv.In.Value),
                    Format.Integer(conv.Out.Value),
                    Format.Integer(conv.Groups.Value),
                    Problem.GroupsRemedy(Format.Integer(conv.Groups.Value)));
            }

            if (node.Op is not GroupNorm { Channels: var channels, Groups: var groups } || channels.Value % groups == 0)
                continue;
            var text = Format.Integer(channels.Value);
            return new Problem(
                DiagnosticIds.UnequalGroups,
                Problem.NormArgument,
                0,
                0,
                EquatableArray<string>.Of(
                    node.Path, text, text, Format.Integer(groups),
                    "make both multiples of " + Format.Integer(groups) + ", or write Norm = Norm.LayerNorm"),
                "Norm.LayerNorm");
        }

        return null;
    }

    /// <summary>A count exceeds 64 bits: a list of layers is not to blame for an image of 65,536 pixels.</summary>
    public static Problem Overflow(GraphSpec graph, TensorShape input, Totals totals)
    {
        if (input.Height > DefaultImageSize)
        {
            var fallback = TensorShape.Map(input.Channels, DefaultImageSize);
            var shapes = ShapeInference.Infer(graph, fallback, out var failure);
            if (failure < 0 && Totals.Count(graph, shapes, fallback).Overflow is null)
                return At(new Origin(Problem.ImageSizeArgument, 0, 0), DiagnosticIds.CountOverflow, totals.Overflow!);
        }

        var origin = totals.OverflowNode < 0 ? default : graph.Nodes[totals.OverflowNode].Origin;
        return At(origin, DiagnosticIds.CountOverflow, totals.Overflow!);
    }

    private static Problem At(Origin origin, string id, params string[] details) =>
        new(id, origin.Argument ?? Problem.LayersArgument, origin.Start, origin.Length, EquatableArray<string>.Of(details));
}
