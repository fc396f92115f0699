using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes a <c>forward</c> method. Every intermediate tensor is disposed of right after its last use: what the gradient needs, autograd keeps
/// by itself, and without gradients the memory is free at once. When a step throws, what is alive then is left to the caller's dispose scope.
/// </summary>
internal sealed class ForwardWriter
{
    private readonly SourceWriter _writer;
    private readonly GraphSpec _graph;
    private readonly ForwardPlan _plan;
    private readonly Dictionary<int, string> _variables;

    private ForwardWriter(SourceWriter writer, GraphSpec graph)
    {
        _writer = writer;
        _graph = graph;
        _plan = new ForwardPlan(graph);
        _variables = new Dictionary<int, string>(_plan.Steps.Count + 1) { [GraphSpec.Input] = "input" };
    }

    /// <summary>Writes the method.</summary>
    public static void Write(SourceWriter writer, GraphSpec graph)
    {
        var forward = new ForwardWriter(writer, graph);
        writer.Write("public override ").Write(Names.Tensor).Write(" forward(").Write(Names.Tensor).Line(" input)").Open();
        foreach (var step in forward._plan.Steps)
            forward.Statement(step);
        writer.Write("return ").Write(forward._variables[forward._plan.Output]).Line(";").Close();
    }

    private void Statement(ForwardStep step)
    {
        if (!step.IsInPlace)
        {
            var variable = "x" + OpText.Plain(_variables.Count);
            _writer.Write(Names.Tensor).Write(_plan.IsOptional(step.Output) && _writer.NullableSyntax ? "? " : " ").Write(variable).Write(" = ");
            _variables[step.Output] = variable;
        }

        if (step.Group.IsModule)
            _writer.Write(step.Group.Name).Write(_plan.IsOptional(step.Output) ? "?.call(" : ".call(").Write(Argument(step.First)).Line(");");
        else
            Function(step);
        foreach (var handle in step.LastUses)
            _writer.Write(_variables[handle]).Write(_plan.IsOptional(handle) ? "?." : ".").Line("Dispose();");
    }

    private void Function(ForwardStep step)
    {
        var first = Argument(step.First);
        switch (_graph.Nodes[step.Group.Start].Op)
        {
            case Op.ReLU:
                _writer.Write(first).Line(".relu_();");
                break;
            case Op.Add:
                _writer.Write(first).Write(".add_(").Write(Argument(step.Second)).Line(");");
                break;
            case Op.Concat:
                _writer.Write("global::TorchSharp.torch.cat(new[] { ").Write(first).Write(", ").Write(Argument(step.Second)).Line(" }, 1);");
                break;
            case Op.Flatten:
                _writer.Write(first).Line(".flatten(1);");
                break;
            case Op.Dropout dropout:
                _writer.Write(Names.Functions).Write("dropout(").Write(first).Write(", ");
                _writer.Write(dropout.P.ToString("R", CultureInfo.InvariantCulture)).Line(", training);");
                break;
            case Op.AdaptiveAvgPool2d pool:
                _writer.Write(Names.Functions).Write("adaptive_avg_pool2d(").Write(first).Write(", ").Write(pool.Side).Line(");");
                break;
            case var op:
                throw new ArgumentException("No function computes " + op.GetType().Name + ".", nameof(step));
        }
    }

    /// <summary>A handle as an argument; where an optional module is absent, its input.</summary>
    private string Argument(int handle) => _plan.IsOptional(handle)
        ? _variables[handle] + " ?? " + _variables[_plan.Fallback(handle)]
        : _variables[handle];
}
