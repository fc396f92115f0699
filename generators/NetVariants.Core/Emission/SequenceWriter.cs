using System;
using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>Writes the statements that create the modules of a class, containers among them.</summary>
internal sealed class SequenceWriter
{
    // A block that follows itself up to this many times is written out, which shows the architecture; more are a loop.
    private const long WrittenOut = 3;

    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;
    private readonly ModuleWriter _modules;

    public SequenceWriter(SourceWriter writer, ModuleClass type)
    {
        _writer = writer;
        _class = type;
        _modules = new ModuleWriter(writer, type);
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
            Sequence(group.Name + " = ", group.Name, group.Start, group.End, group.Length + 1);
            return;
        }

        _writer.Write(group.Name).Write(" = ");
        _modules.Module(_class.Body.Nodes[group.Start].Op);
        _writer.Line(";");
    }

    /// <summary>The statements of a method that returns the chain that the class's graph is.</summary>
    public void ReturnChain()
    {
        const string Variable = "chain";
        var count = _class.Body.Nodes.Count;
        if (LoopStart(0, count, offset: 0) == count)
        {
            Sequence("return ", Variable, 0, count, offset: 0);
            return;
        }

        Sequence(Names.Sequential + " " + Variable + " = ", Variable, 0, count, offset: 0);
        _writer.Write("return ").Write(Variable).Line(";");
    }

    /// <summary>Statements that build a <c>Sequential</c>: a list of modules, and from the first loop on what is appended to it.</summary>
    /// <param name="opening">What takes the list: an assignment or <c>return</c>.</param>
    /// <param name="variable">The field or local to which the rest is appended.</param>
    /// <param name="start">The first node.</param>
    /// <param name="end">The node after the last.</param>
    /// <param name="offset">How many characters of the paths name the container.</param>
    private void Sequence(string opening, string variable, int start, int end, int offset)
    {
        var isOrdinal = IsOrdinal(start, end, offset);
        var next = LoopStart(start, end, offset);
        _writer.Write(opening);
        List(start, next, offset, isOrdinal);
        _writer.Line(";");
        while (next < end)
        {
            var group = ModuleGroup.At(_class.Body, next, end, offset);
            if (_class.Body.Nodes[next].Op is Op.Repeat repeat)
                Loop(variable, group.Name, repeat, isOrdinal);
            else
                Append(variable, group, offset);
            next = group.End;
        }
    }

    /// <summary>The first child that needs a loop, which a list cannot hold.</summary>
    private int LoopStart(int start, int end, int offset)
    {
        var next = start;
        while (next < end && _class.Body.Nodes[next].Op is not Op.Repeat { Count: { IsParameter: true } or { Value: > WrittenOut } })
            next = ModuleGroup.At(_class.Body, next, end, offset).End;
        return next;
    }

    /// <summary>The expression of a <c>Sequential</c> of some nodes.</summary>
    private void List(int start, int end, int offset, bool isOrdinal)
    {
        _writer.Write(Names.Factories).Write("Sequential(").Indent();
        for (var next = start; next < end;)
        {
            var group = ModuleGroup.At(_class.Body, next, end, offset);
            if (_class.Body.Nodes[next].Op is Op.Repeat repeat)
            {
                if (repeat.Count.IsParameter)
                    throw new ArgumentException("A loop stands in an outermost container.", nameof(start));
                for (var i = 0L; i < repeat.Count.Value; i++)
                {
                    _writer.Line(next == start && i == 0 ? "" : ",");
                    Item(isOrdinal ? null : group.Name + OpText.Plain(repeat.First + i), repeat.At(i));
                }
            }
            else
            {
                _writer.Line(next == start ? "" : ",");
                Item(isOrdinal ? null : group.Name, group, offset);
            }

            next = group.End;
        }

        _writer.Outdent().Write(")");
    }

    private void Item(string? name, Op op)
    {
        Begin(name);
        _modules.Module(op);
        _writer.Write(name is null ? "" : ")");
    }

    private void Item(string? name, ModuleGroup group, int offset)
    {
        if (!group.IsContainer)
        {
            Item(name, _class.Body.Nodes[group.Start].Op);
            return;
        }

        Begin(name);
        var inner = offset + group.Length + 1;
        List(group.Start, group.End, inner, IsOrdinal(group.Start, group.End, inner));
        _writer.Write(name is null ? "" : ")");
    }

    private void Begin(string? name)
    {
        if (name is not null)
            _writer.Write("(\"").Write(name).Write("\", ");
    }

    /// <summary>Whether the modules are named 0, 1, 2, …, as a <c>Sequential</c> names them itself.</summary>
    private bool IsOrdinal(int start, int end, int offset)
    {
        var expected = 0;
        for (var next = start; next < end;)
        {
            var group = ModuleGroup.At(_class.Body, next, end, offset);
            if (_class.Body.Nodes[next].Op is Op.Repeat repeat)
                return !group.IsModule && repeat.First == expected && group.End == end;
            if (!group.IsNamed(OpText.Plain(expected)))
                return false;
            expected++;
            next = group.End;
        }

        return true;
    }

    private void Loop(string variable, string prefix, Op.Repeat repeat, bool isOrdinal)
    {
        _writer.Write("for (int i = 0; i < ").Write(_class.Text(repeat.Count)).Line("; i++)").Indent();
        _writer.Write(variable).Write(".append(");
        if (!isOrdinal)
        {
            _writer.Write("\"").Write(prefix).Write("\" + ");
            _writer.Write(repeat.First == 0 ? "i" : "(i + " + OpText.Plain(repeat.First) + ")").Write(", ");
        }

        _modules.Call(repeat.Body, repeat.Step);
        _writer.Line(");").Outdent();
    }

    private void Append(string variable, ModuleGroup group, int offset)
    {
        _writer.Write(variable).Write(".append(\"").Write(group.Name).Write("\", ");
        Item(name: null, group, offset);
        _writer.Line(");");
    }
}
