using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes a <c>forward</c> method. Every intermediate tensor is disposed of right after its last use: what the gradient needs, autograd
/// keeps by itself, and without gradients the memory is free at once. When a step throws, what is alive then is left to the caller's
/// dispose scope.
/// </summary>
internal sealed class ForwardEmitter
{
    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;
    private readonly int _tail;                     // the first node of the conditional tail
    private readonly ForwardPlan _plan;
    private readonly string[] _variables;           // by handle; inputs come first, the last input at 0

    private ForwardEmitter(SourceWriter writer, ModuleClass type)
    {
        _writer = writer;
        _class = type;
        _tail = ConditionalTail.Start(type.Body);
        Graph = WithoutConditions(type.Body, _tail);
        _plan = new ForwardPlan(Graph, type.Modules);
        _variables = new string[type.Body.InputCount + type.Body.Nodes.Count];
        for (var i = 0; i < type.Body.InputCount; i++)
            Variable(-1 - i) = type.Body.InputName(i);
    }

    private GraphSpec Graph { get; }

    private ref string Variable(int handle) => ref _variables[Graph.InputCount + handle];

    /// <summary>Writes the method.</summary>
    public static void Write(SourceWriter writer, ModuleClass type, string modifiers = "public override", string name = "forward")
    {
        var forward = new ForwardEmitter(writer, type);
        writer.Write($"{modifiers} {writer.Torch.ResultOf(type.Body)} {name}(");
        for (var i = 0; i < type.Body.InputCount; i++)
            writer.Write(i == 0 ? "" : ", ").Write($"{writer.Torch.Tensor} {type.Body.InputName(i)}");
        writer.Line(")").Open();
        forward.ReturnInput();
        foreach (var step in forward._plan.Steps)
        {
            if (step.Node == forward._tail)
                forward.ReturnWithoutTail();
            forward.Statement(step);
        }

        forward.Return();
        writer.Close();
    }

    private static GraphSpec WithoutConditions(GraphSpec graph, int tail)
    {
        if (tail == graph.Nodes.Count)
            return graph;
        var nodes = new NodeSpec[graph.Nodes.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = i < tail ? graph.Nodes[i] : graph.Nodes[i] with { Condition = -1 };
        return graph with { Nodes = EquatableArray<NodeSpec>.Owning(nodes) };
    }

    /// <summary>Returns at once where the last operation would return the input.</summary>
    private void ReturnInput()
    {
        var last = Graph.OutputNode(0);
        if (Graph.OutputCount == 1 && last >= 0 && Graph.Nodes[last].Op.IdentityCondition(CallOf()) is { } condition)
            _writer.Line($"if ({condition})").Indent().Line($"return {Graph.InputName(0)}.alias();").Outdent();
    }

    private void ReturnWithoutTail()
    {
        var result = _plan.HandleOf(ConditionalTail.ResultWithout(Graph, _tail));
        _writer.Line($"if (!{_class.FieldOf(_class.Body.Nodes[_tail].Condition)})").Indent()
            .Line($"return {Variable(result)}{(_plan.IsBorrowed(result) ? ".alias()" : "")};").Outdent();
    }

    private void Statement(ForwardStep step)
    {
        if (step.Module is { Kind: ModuleKind.Parameter } parameter)
        {
            Variable(step.Output) = AccessOf(parameter);
            return;
        }

        var isOptional = _plan.IsOptional(step.Output);
        var condition = Graph.Nodes[step.Node].Condition;
        if (step.IsInPlace)
        {
            if (condition >= 0)
                _writer.Line($"if ({_class.FieldOf(condition)})").Indent();
            _writer.Code(Function(step)).Line(";");
            if (condition >= 0)
                _writer.Outdent();
        }
        else
        {
            var variable = Declare(NameOf(step));
            if (step.Module is { } module)
            {
                var mayBeNull = _class.Condition(module) >= 0;
                var nullMark = isOptional ? "?" : mayBeNull ? _writer.NullForgiving : "";
                _writer.Line($"{AccessOf(module)}{nullMark}.call({Arguments(step)});");
            }
            else if (condition >= 0)
                _writer.Code($"{_class.FieldOf(condition)} ? {Function(step)} : null;").Line();
            else
                _writer.Code(Function(step)).Line(";");
            Variable(step.Output) = variable;
        }

        foreach (var handle in step.LastUses)
            Dispose(handle);
    }

    private void Return()
    {
        if (_plan.Outputs.Length == 1 && !_plan.IsBorrowed(_plan.Outputs[0]) && !_plan.IsOptional(_plan.Outputs[0]))
        {
            _writer.Line($"return {Variable(_plan.Outputs[0])};");
            return;
        }

        var results = new string[_plan.Outputs.Length];
        var returned = new HashSet<int>();
        for (var i = 0; i < results.Length; i++)
        {
            var handle = _plan.Outputs[i];
            results[i] = _plan.IsOptional(handle) ? Variable(handle) + " ?? " + Receiver(Argument(_plan.Fallback(handle))) + ".alias()"
                : _plan.IsBorrowed(handle) || !returned.Add(handle) ? Variable(handle) + ".alias()"
                : Variable(handle);
        }

        var leftovers = new List<int>(_plan.Leftovers);
        if (leftovers.Count > 0)
        {
            for (var i = 0; i < results.Length; i++)
            {
                if (!_plan.IsOptional(_plan.Outputs[i]))
                    continue;
                var variable = Declare(_class.ResultName);
                _writer.Line($"{results[i]};");
                results[i] = variable;
            }

            foreach (var handle in leftovers)
                Dispose(handle);
        }

        _writer.Line($"return {(results.Length == 1 ? results[0] : "(" + string.Join(", ", results) + ")")};");
    }

    /// <summary>Writes the declaration of a variable up to its value.</summary>
    private string Declare(string name)
    {
        var variable = name;
        for (var number = 2; IsTaken(variable); number++)
            variable = name + Format.Integer(number);
        _writer.Write($"var {variable} = ");
        return variable;
    }

    /// <summary>What the step's result is: the method's, what the graph says of it, a part of the model, or its operation's.</summary>
    private string NameOf(ForwardStep step)
    {
        if (_plan.Outputs.Length == 1 && _plan.Outputs[0] == step.Output && !_plan.IsOptional(step.Output))
            return _class.ResultName;
        var last = Graph.Nodes[step.Module?.Result ?? step.Node];
        var block = last.Op switch { Call call => _class.Blocks[call.Block], Repeat repeat => _class.Blocks[repeat.Body.Block], _ => null };
        var isContainer = step.Module is { Kind: ModuleKind.Sequential };
        var part = _class.IsModel && step.Module is { Owner.Length: 0 } module && (isContainer || block is not null)
            ? StageName(module.Name)
            : null;
        return last.ResultName
            ?? (isContainer ? part : null)
            ?? block?.ResultName
            ?? part
            ?? last.Op.ResultName;
    }

    /// <summary>
    /// The result of a part of the model: <c>maps</c> for <c>features</c>, <c>stemMaps</c> for a stem's convolutions, <c>stage3</c> for
    /// <c>layer3</c>, <c>trunkMaps</c> for <c>trunk_output</c>.
    /// </summary>
    private static string StageName(string module)
    {
        var digits = module.Length;
        while (digits > 0 && char.IsDigit(module[digits - 1]))
            digits--;
        return module.Substring(0, digits) switch
        {
            "features" => "maps",
            "stem" or "conv" => "stemMaps",
            _ when digits < module.Length => "stage" + module.Substring(digits),
            _ => module.Split('_')[0] + "Maps",
        };
    }

    private bool IsTaken(string name)
    {
        foreach (var variable in _variables)
        {
            if (variable == name)
                return true;
        }

        foreach (var module in _class.Modules)
        {
            if (module.IsNamed(name))
                return true;
        }

        return false;
    }

    private void Dispose(int handle) => _writer.Line($"{Variable(handle)}{(_plan.IsOptional(handle) ? "?" : "")}.Dispose();");

    private string Function(ForwardStep step)
    {
        var node = Graph.Nodes[step.Node];
        var inputs = new string[step.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = Argument(step.Inputs[i]);
        return node.Op.Function(CallOf(inputs, node.Overwrites))
            ?? throw new System.ArgumentException("No function computes " + node.Op.Name + ".", nameof(step));
    }

    private FunctionCall CallOf(string[]? inputs = null, int overwritten = -1) =>
        new(inputs ?? [], overwritten, _writer.Torch, _class.FieldText);

    private string Arguments(ForwardStep step)
    {
        var text = Argument(step.Inputs[0]);
        for (var i = 1; i < step.Inputs.Length; i++)
            text += ", " + Argument(step.Inputs[i]);
        return text;
    }

    /// <summary>The expression that reaches a module, where an input may have its field's name.</summary>
    private string AccessOf(ModuleNode module)
    {
        var field = module.Owner.Length == 0 ? module.Field : module.Owner.Substring(0, module.Owner.IndexOf('.'));
        for (var i = 0; i < Graph.InputCount; i++)
        {
            if (Graph.InputName(i) == field)
                return "this." + module.Access;
        }

        return module.Access;
    }

    private static string Receiver(string expression) => expression.IndexOf(' ') < 0 ? expression : "(" + expression + ")";

    /// <summary>A handle as an argument; where an optional node is absent, what it takes.</summary>
    private string Argument(int handle) => _plan.IsOptional(handle)
        ? Variable(handle) + " ?? " + Argument(_plan.Fallback(handle))
        : Variable(handle);
}
