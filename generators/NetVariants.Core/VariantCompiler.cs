using System;
using System.Linq;
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
        var net = Build(family, declaration, problems, cancellation);
        return new CompiledVariant(declaration, identifier, problems.IsEmpty ? net : null, problems.ToArray());
    }

    private static ShapedNet? Build(Family family, VariantDeclaration declaration, ProblemList problems, CancellationToken cancellation)
    {
        var counting = "";
        var token = default(TextSpan);
        try
        {
            return Count(family, new DeclarationReader(declaration, problems, cancellation), ref counting, ref token);
        }
        catch (OverflowException)
        {
            if (OverflowingKnob(family, declaration, cancellation) is { } knob)
                problems.Add(ProblemIds.CountOverflow, knob, counting);
            else
                problems.Add(ProblemIds.CountOverflow, Problem.LayersArgument, token, counting);
            return null;
        }
    }

    /// <summary>Lowers a declaration and counts what it gives.</summary>
    /// <param name="family">The declaration's family.</param>
    /// <param name="reader">The declaration.</param>
    /// <param name="counting">What is being counted.</param>
    /// <param name="token">The token whose layers are being counted.</param>
    /// <exception cref="OverflowException">A count exceeds 64 bits.</exception>
    private static ShapedNet? Count(Family family, DeclarationReader reader, ref string counting, ref TextSpan token)
    {
        counting = "channels";
        if (family.Lower(reader) is not { } spec)
            return null;

        var graph = Inlining.Expand(spec, out var ends, reader.Cancellation);
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
            token = graph.Nodes[i].Origin;
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

    /// <summary>The named argument without which every count fits, or null: a list of layers is not to blame for an image of 2147483647 pixels.</summary>
    private static string? OverflowingKnob(Family family, VariantDeclaration declaration, CancellationToken cancellation)
    {
        var counting = "";
        var token = default(TextSpan);
        foreach (var knob in declaration.Knobs)
        {
            var others = declaration with { Knobs = new EquatableArray<Knob>(declaration.Knobs.Where(other => other.Name != knob.Name)) };
            try
            {
                if (Count(family, new DeclarationReader(others, new ProblemList(), cancellation), ref counting, ref token) is not null)
                    return knob.Name;
            }
            catch (OverflowException)
            {
                // Not this one, or not this one alone.
            }
        }

        return null;
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
