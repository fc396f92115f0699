using System;
using System.Threading;
using NetVariants.Core.Analysis;
using NetVariants.Core.Families;
using NetVariants.Core.Ir;
using NetVariants.Core.Text;

namespace NetVariants.Core;

/// <summary>The front door: from a declaration to a network with shapes and counts, or to its faults.</summary>
public static class VariantCompiler
{
    /// <summary>Compiles one declaration. A pure function: equal declarations give equal results.</summary>
    /// <exception cref="ArgumentException">The attribute is none of <see cref="FamilyTable"/>'s.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CompiledVariant Compile(VariantDeclaration declaration, CancellationToken cancellation = default)
    {
        var family = FamilyTable.Find(declaration.Attribute)
            ?? throw new ArgumentException($"'{declaration.Attribute}' is no variant attribute.", nameof(declaration));
        var problems = new ProblemList();
        var identifier = VariantName.ToIdentifier(declaration.Name, problems);
        var net = Build(family, new DeclarationReader(declaration, problems, cancellation));
        return new CompiledVariant(declaration, identifier, problems.IsEmpty ? net : null, problems.ToArray());
    }

    private static ShapedNet? Build(Family family, DeclarationReader reader)
    {
        var counting = "channels";
        try
        {
            if (family.Lower(reader) is not { } spec)
                return null;

            var graph = Inlining.Expand(spec, out var ends, reader.Cancellation);
            counting = "activations";
            var shapes = ShapeInference.Infer(graph, spec.Input, out var collapse);
            if (collapse >= 0)
            {
                reader.Problems.Add(CollapseAt(graph, shapes, spec.Input, collapse));
                return null;
            }

            long parameters = 0, stateBytes = 0, macs = 0;
            for (var i = 0; i < graph.Nodes.Count; i++)
            {
                var op = graph.Nodes[i].Op;
                checked
                {
                    counting = "parameters";
                    parameters += Counts.Parameters(op);
                    counting = "bytes of state";
                    stateBytes += Counts.StateBytes(op);
                    counting = "multiply-accumulates";
                    macs += Counts.Macs(op, shapes[i]);
                }
            }

            counting = "bytes of activations";
            var activations = Activations.Bytes(graph, shapes, spec.Input);
            var smallest = (int)ShapeInference.SmallestSide(graph);
            return new ShapedNet(spec, graph, shapes, ends, parameters, macs, Counts.Layers(graph), stateBytes, activations, smallest);
        }
        catch (OverflowException)
        {
            reader.Problems.Add(ProblemIds.CountOverflow, Problem.LayersArgument, counting);
            return null;
        }
    }

    private static Problem CollapseAt(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input, int index)
    {
        var node = graph.Nodes[index];
        var source = node.Inputs[0];
        var before = source == GraphSpec.Input ? input : shapes[source];
        var smallest = ShapeInference.SmallestSide(graph);
        return new Problem(
            ProblemIds.Collapse,
            Problem.LayersArgument,
            node.Origin.Start,
            node.Origin.Length,
            EquatableArray<string>.Of(
                node.Path,
                OpText.Describe(node.Op),
                OpText.Describe(before),
                OpText.Plain(input.Side),
                smallest == long.MaxValue ? "more than 2^60" : OpText.Plain(smallest)));
    }
}
