using System;
using System.Globalization;
using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>Writes the expressions and statements that create modules.</summary>
internal sealed class ModuleWriter
{
    // A block that follows itself up to this many times is written out, which shows the architecture; more are a loop.
    private const long WrittenOut = 3;

    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;

    public ModuleWriter(SourceWriter writer, ModuleClass type)
    {
        _writer = writer;
        _class = type;
    }

    /// <summary>The type of a group's field.</summary>
    public string TypeOf(ModuleGroup group) => group.IsContainer
        ? Names.Sequential
        : _class.Body.Nodes[group.Start].Op switch
        {
            Op.Call call when _class.Blocks[call.Block] is var block => block.IsChain ? Names.Sequential : block.Name,
            var op => Names.Modules + op.GetType().Name,
        };

    /// <summary>Statements that assign a group's module to the field of its name.</summary>
    public void Assign(ModuleGroup group)
    {
        if (group.IsContainer)
        {
            Sequence(group.Name + " = ", group.Name, group.Start, group.End, group.Name.Length + 1);
            return;
        }

        _writer.Write(group.Name).Write(" = ");
        Module(_class.Body.Nodes[group.Start].Op);
        _writer.Line(";");
    }

    /// <summary>The statements of a method that returns the chain that the class's graph is.</summary>
    public void ReturnChain()
    {
        const string Variable = "chain";
        var count = _class.Body.Nodes.Count;
        if (LoopStart(0, count) == count)
        {
            Sequence("return ", Variable, 0, count, offset: 0);
            return;
        }

        Sequence("var " + Variable + " = ", Variable, 0, count, offset: 0);
        _writer.Write("return ").Write(Variable).Line(";");
    }

    /// <summary>Statements that build a <c>Sequential</c>: a list of modules, and loops that append the rest.</summary>
    /// <param name="opening">What takes the list: an assignment or <c>return</c>.</param>
    /// <param name="variable">The field or local to which the rest is appended.</param>
    /// <param name="start">The first node.</param>
    /// <param name="end">The node after the last.</param>
    /// <param name="offset">How many characters of the paths name the container.</param>
    private void Sequence(string opening, string variable, int start, int end, int offset)
    {
        _writer.Write(opening);
        var next = LoopStart(start, end);
        List(start, next, offset, IsOrdinal(start, end, offset));
        _writer.Line(";");
        for (; next < end; next++)
        {
            var node = _class.Body.Nodes[next];
            if (node.Op is Op.Repeat repeat)
                Loop(variable, node.Path.Substring(offset), repeat, IsOrdinal(start, end, offset));
            else
                Append(variable, node.Path.Substring(offset), node.Op);
        }
    }

    /// <summary>The first node that needs a loop, which a list cannot hold.</summary>
    private int LoopStart(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_class.Body.Nodes[i].Op is Op.Repeat repeat && (repeat.Count.IsParameter || repeat.Count.Value > WrittenOut))
                return i;
        }

        return end;
    }

    /// <summary>The expression of a <c>Sequential</c> of some nodes.</summary>
    private void List(int start, int end, int offset, bool isOrdinal)
    {
        _writer.Write(Names.Factories).Write("Sequential(").Indent();
        for (var next = start; next < end;)
        {
            var group = ModuleGroup.At(_class.Body, next, end, offset);
            var op = _class.Body.Nodes[next].Op;
            var count = op is Op.Repeat { Count.Value: var times } ? times : 1;
            for (var i = 0L; i < count; i++)
            {
                _writer.Line(next == start && i == 0 ? "" : ",");
                if (!isOrdinal)
                    _writer.Write("(\"").Write(op is Op.Repeat { First: var first } ? group.Name + OpText.Plain(first + i) : group.Name).Write("\", ");
                if (group.IsContainer)
                    List(group.Start, group.End, offset + group.Name.Length + 1, IsOrdinal(group.Start, group.End, offset + group.Name.Length + 1));
                else
                    Module(op is Op.Repeat repeat ? repeat.At(i) : op);
                if (!isOrdinal)
                    _writer.Write(")");
            }

            next = group.End;
        }

        _writer.Outdent().Write(")");
    }

    /// <summary>Whether the modules are named 0, 1, 2, …, as a <c>Sequential</c> names them itself.</summary>
    private bool IsOrdinal(int start, int end, int offset)
    {
        var expected = 0;
        for (var next = start; next < end;)
        {
            var group = ModuleGroup.At(_class.Body, next, end, offset);
            if (_class.Body.Nodes[next].Op is Op.Repeat repeat)
                return group.Name.Length == 0 && repeat.First == expected && group.End == end;
            if (group.Name != OpText.Plain(expected))
                return false;
            expected++;
            next = group.End;
        }

        return true;
    }

    private void Loop(string variable, string prefix, Op.Repeat repeat, bool isOrdinal)
    {
        _writer.Write("for (var i = 0; i < ").Write(_class.Text(repeat.Count)).Line("; i++)").Indent();
        _writer.Write(variable).Write(".append(");
        if (!isOrdinal)
        {
            _writer.Write("\"").Write(prefix).Write("\" + ");
            _writer.Write(repeat.First == 0 ? "i" : "(i + " + OpText.Plain(repeat.First) + ")").Write(", ");
        }

        Call(repeat.Body, repeat.Step);
        _writer.Line(");").Outdent();
    }

    private void Append(string variable, string name, Op op)
    {
        _writer.Write(variable).Write(".append(\"").Write(name).Write("\", ");
        Module(op);
        _writer.Line(");");
    }

    /// <summary>The expression that creates a module.</summary>
    private void Module(Op op)
    {
        if (op is Op.Call call)
        {
            Call(call, step: 0);
            return;
        }

        _writer.Write(Names.Factories).Write(op.GetType().Name).Write("(");
        switch (op)
        {
            case Op.Conv2d conv:
                _writer.Write(_class.Text(conv.In)).Write(", ").Write(_class.Text(conv.Out)).Write(", ").Write(conv.Kernel);
                Unless(1, ", stride: ", conv.Stride);
                Unless(0, ", padding: ", conv.Padding);
                Unless(1, ", dilation: ", conv.Dilation);
                Unless(1, ", groups: ", conv.Groups);
                _writer.Write(conv.Bias ? ", " : ", bias: false, ").Write(Placement.Arguments);
                break;
            case Op.BatchNorm2d norm:
                _writer.Write(_class.Text(norm.Features)).Write(", ").Write(Placement.Arguments);
                break;
            case Op.Linear linear:
                _writer.Write(_class.Text(linear.In)).Write(", ").Write(_class.Text(linear.Out)).Write(", ").Write(Placement.Arguments);
                break;
            case Op.ReLU:
                _writer.Write("inplace: true");
                break;
            case Op.Dropout dropout:
                _writer.Write(dropout.P.ToString("R", CultureInfo.InvariantCulture));
                break;
            case Op.MaxPool2d pool:
                _writer.Write(pool.Kernel).Write(", stride: ").Write(pool.Stride);
                Unless(0, ", padding: ", pool.Padding);
                break;
            case Op.AvgPool2d pool:
                _writer.Write(pool.Kernel);
                break;
            case Op.AdaptiveAvgPool2d pool:
                _writer.Write(pool.Side);
                break;
            default:
                throw new ArgumentException("No module computes " + op.GetType().Name + ".", nameof(op));
        }

        _writer.Write(")");
    }

    /// <summary>A block's constructor or method, its first argument grown by <paramref name="step"/> times the loop's variable.</summary>
    private void Call(Op.Call call, long step)
    {
        var block = _class.Blocks[call.Block];
        _writer.Write(block.IsChain ? "" : "new ").Write(block.Name).Write("(");
        for (var i = 0; i < block.Parameters.Count; i++)
        {
            var parameter = block.Parameters[i];
            var argument = call.Arguments[i];
            if (parameter.Default is { } usual && argument.Is(usual))
                continue;
            if (parameter.Default is not null)
                _writer.Write(parameter.Name).Write(": ");
            _writer.Write(parameter.IsFlag && !argument.IsParameter ? (argument.Is(1) ? "true" : "false") : _class.Text(argument));
            if (i == 0 && step != 0)
                _writer.Write(" + (i * ").Write(step).Write("L)");
            _writer.Write(", ");
        }

        _writer.Write(Placement.Arguments).Write(")");
    }

    private void Unless(long usual, string label, Dim dim)
    {
        if (!dim.Is(usual))
            _writer.Write(label).Write(_class.Text(dim));
    }
}
