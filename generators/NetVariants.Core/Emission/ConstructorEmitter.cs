using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>Writes the statements that create the modules of a class, containers among them.</summary>
internal sealed class ConstructorEmitter
{
    // A block that follows itself up to this many times is written out, which shows the architecture; more are a loop.
    private const long WrittenOut = 3;

    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;
    private readonly ModuleEmitter _modules;

    public ConstructorEmitter(SourceWriter writer, ModuleClass type)
    {
        _writer = writer;
        _class = type;
        _modules = new ModuleEmitter(writer, type);
    }

    /// <summary>Statements that assign a module to the field of its name.</summary>
    /// <param name="module">The module.</param>
    /// <param name="field">The field, as the constructor names it.</param>
    public void Assign(ModuleNode module, string field)
    {
        switch (module.Kind)
        {
            case ModuleKind.Sequential:
                Sequence(field + " = ", field, module.Children!);
                return;
            case ModuleKind.Holder:
                _writer.Write($"{field} = new {module.HolderClass}(");
                var separator = "";
                foreach (var parameter in _class.ParametersOf(module))
                {
                    _writer.Write(separator).Write(parameter.Name);
                    separator = ", ";
                }

                if (_class.HasState)
                    _writer.Write(separator).Write(DeviceAndType.Arguments);
                _writer.Line(");");
                return;
        }

        var node = _class.Body.Nodes[module.Start];
        _writer.Write($"{field} = ");
        if (node.Op is Parameter parameterOp)
            _modules.Parameter(parameterOp);
        else
            _modules.Module(node);
        _writer.Line(";");
    }

    /// <summary>The statements of a method that returns the chain that the class's graph is.</summary>
    public void ReturnChain()
    {
        const string Variable = "modules";
        if (LoopStart(_class.Chain) == _class.Chain.Count)
        {
            Sequence("return ", Variable, _class.Chain);
            return;
        }

        Sequence("var " + Variable + " = ", Variable, _class.Chain);
        _writer.Line($"return {Variable};");
    }

    /// <summary>Statements that build a <c>Sequential</c>: a list of modules, and from the first loop on what is appended to it.</summary>
    /// <param name="opening">What takes the list: an assignment or <c>return</c>.</param>
    /// <param name="variable">The field or local to which the rest is appended.</param>
    /// <param name="modules">What it holds.</param>
    private void Sequence(string opening, string variable, List<ModuleNode> modules)
    {
        var isOrdinal = IsOrdinal(modules);
        var loops = LoopStart(modules);
        _writer.Write(opening);
        List(modules, loops, isOrdinal);
        _writer.Line(";");
        for (var i = loops; i < modules.Count; i++)
        {
            var module = modules[i];
            if (RepeatOf(module) is { } repeat)
                Loop(variable, module.Name, repeat, isOrdinal);
            else
                Append(variable, module, isOrdinal);
        }
    }

    /// <summary>The repetition that a module is; null for one module, and for a container, whatever begins it.</summary>
    private Repeat? RepeatOf(ModuleNode module) => module.Kind == ModuleKind.Module ? _class.Body.Nodes[module.Start].Op as Repeat : null;

    private bool IsOptional(ModuleNode module) =>
        module.Kind == ModuleKind.Module && _class.Body.Nodes[module.Start] is { IsNumbered: true, Condition: >= 0 };

    /// <summary>The first module that a list cannot hold, for a loop or since it may be absent; their number for none.</summary>
    private int LoopStart(List<ModuleNode> modules)
    {
        var loop = modules.FindIndex(module =>
            RepeatOf(module) is { Count: { IsParameter: true } or { Value: > WrittenOut } } || IsOptional(module));
        return loop < 0 ? modules.Count : loop;
    }

    /// <summary>The expression of a <c>Sequential</c> of the first modules.</summary>
    private void List(List<ModuleNode> modules, int count, bool isOrdinal)
    {
        _writer.Write($"{_writer.Torch.Factories}Sequential(").Indent();
        var separator = "";
        for (var next = 0; next < count; next++)
        {
            var module = modules[next];
            if (RepeatOf(module) is not { } repeat)
            {
                _writer.Line(separator);
                separator = ",";
                Item(isOrdinal ? null : module.Name, module);
                continue;
            }

            if (repeat.Count.IsParameter)
                throw new ArgumentException("A loop stands in an outermost container.", nameof(modules));
            for (var i = 0L; i < repeat.Count.Value; i++)
            {
                _writer.Line(separator);
                separator = ",";
                Begin(isOrdinal ? null : module.Name + Format.Integer(repeat.First + i));
                _modules.Call(repeat.At(i));
                _writer.Write(isOrdinal ? "" : ")");
            }
        }

        _writer.Outdent().Write(")");
    }

    private void Item(string? name, ModuleNode module)
    {
        Begin(name);
        if (module.Kind == ModuleKind.Sequential)
            List(module.Children!, module.Children!.Count, IsOrdinal(module.Children!));
        else
            _modules.Module(_class.Body.Nodes[module.Start]);
        _writer.Write(name is null ? "" : ")");
    }

    private void Begin(string? name)
    {
        if (name is not null)
            _writer.Write($"(\"{name}\", ");
    }

    /// <summary>Whether the modules are named 0, 1, 2, …, as a <c>Sequential</c> names them itself.</summary>
    private bool IsOrdinal(List<ModuleNode> modules)
    {
        var ordinal = 0L;
        foreach (var module in modules)
        {
            if (RepeatOf(module) is not { } repeat)
            {
                if (!module.IsNamed("#") && !module.IsNamed(Format.Integer(ordinal)))
                    return false;
                ordinal++;
                continue;
            }

            if (module.Length > 0 || repeat.First != ordinal)
                return false;
            if (repeat.Count.IsParameter)
                return module == modules[modules.Count - 1];
            ordinal += repeat.Count.Value;
        }

        return true;
    }

    private void Loop(string variable, string prefix, Repeat repeat, bool isOrdinal)
    {
        _writer.Line($"for (var i = 0; i < {_class.Text(repeat.Count)}; i++)").Indent();
        _writer.Write($"{variable}.append(");
        if (!isOrdinal)
            _writer.Write($"$\"{prefix}{{i{(repeat.First == 0 ? "" : " + " + Format.Integer(repeat.First))}}}\", ");
        _modules.Call(repeat.Body, repeat);
        _writer.Line(");").Outdent();
    }

    private void Append(string variable, ModuleNode module, bool isOrdinal)
    {
        var isOptional = IsOptional(module);
        if (isOptional)
            _writer.Line($"if ({_class.Parameters[_class.Body.Nodes[module.Start].Condition].Name})").Indent();
        _writer.Write($"{variable}.append(");
        if (!isOrdinal)
            _writer.Write($"\"{module.Name}\", ");
        Item(name: null, module);
        _writer.Line(");");
        if (isOptional)
            _writer.Outdent();
    }
}
